import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { excerpt, maskSecrets } from '../../src/facts/mask.ts';

const hex = '0123456789abcdef'.repeat(2);
const secret = 'Zx81kQpL0vTn5RwY';

const masked = [
  [`Authorization: Bearer ${secret}`, 'Authorization: ***'],
  [
    `curl -H 'Authorization: Basic ${secret}' https://example.com`,
    "curl -H 'Authorization: ***' https://example.com",
  ],
  [`sent bearer ${secret} to host`, 'sent bearer *** to host'],
  [`openai sk-proj-${secret}`, 'openai sk-***'],
  [`git ghp_${secret}1234`, 'git ghp_***'],
  ['aws AKIAIOSFODNN7EXAMPLE', 'aws AKIA***'],
  ['jwt eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJl end', 'jwt eyJ*** end'],
  ['-----BEGIN RSA PRIVATE KEY-----\nMIIE\n-----END RSA PRIVATE KEY----- end', '*** end'],
  ['-----BEGIN OPENSSH PRIVATE KEY-----\nb3Bl cut off', '***'],
  [`token=${secret} next`, 'token=*** next'],
  [`OPENCLAW_GATEWAY_TOKEN=${secret};ls`, 'OPENCLAW_GATEWAY_TOKEN=***;ls'],
  [
    '{"password":"two words","sessionKey":"agent:main:alice"}',
    '{"password":"***","sessionKey":"agent:main:alice"}',
  ],
  ['{"token":"a\\"b","next":1}', '{"token":"***","next":1}'],
  ['"args":"{\\"apiKey\\":\\"a b\\",\\"x\\":1}"', '"args":"{\\"apiKey\\":\\"***\\",\\"x\\":1}"'],
  [`openclaw gateway --token ${secret} --verbose`, 'openclaw gateway --token *** --verbose'],
  [`run --client-secret=${secret} -v`, 'run --client-secret=*** -v'],
  ["run --password 'two words' -v", "run --password '***' -v"],
  ['clone https://bob:hunter2@example.com/x', 'clone https://bob:***@example.com/x'],
  ['curl -s -u bob:hunter2 https://example.com', 'curl -s -u bob:*** https://example.com'],
  [`new token is now ${hex}`, 'new token is now ***'],
  [`api key "${hex}"`, 'api key "***"'],
  ['bot 123456789:AAabcdefghijklmnopqrstuvwxyz0123456', 'bot 123456789:***'],
  ['cookie: sid=1; other=2\nnext', 'cookie: ***\nnext'],
] as const;

const left = [
  'unauthorized conn=52c75e0e-1b34-4a5b-8f10-7a9b7e6d5c4f remote=203.0.113.7 reason=token_mismatch guidance=x',
  `security audit: device access upgrade requested device=${hex}${hex} auth=token`,
  `callId sha256:${hex}${hex}`,
  `hmac-sha256:v1:${hex}:${hex}${hex}`,
  '← connect conn=52c75e0e…5c4f client=cli',
  'token for session 52c75e0e-1b34-4a5b-8f10-7a9b7e6d5c4f',
  'invalid token 52c75e0e-1b34-4a5b-8f10-7a9b7e6d5c4f',
  'gateway password missing (enter the password in Control UI settings)',
  'totalTokens=5210 maxTokens: 4096',
  'sessionKey=agent:main:alice matchKey=telegram:1001',
  '{"token":null,"password":""}',
  'token: missing',
  'task-12345678 risk-assessment basic authentication',
  'secret /home/op/.openclaw/agents/main/sessions/sessions.json',
];

describe('maskSecrets', () => {
  test.each(masked)('masks %j', (text, expected) => expect(maskSecrets(text)).toBe(expected));

  test.each(left)('leaves %j', (text) => expect(maskSecrets(text)).toBe(text));
});

describe('maskSecrets on any text', () => {
  test('shows a named secret in no surroundings', () => {
    const part = fc.constantFrom(
      '',
      ' ',
      ' {',
      '"x":1,',
      ' curl ',
      ' -v ',
      '\\n',
      '://',
      ' token: none ',
      ' (',
    );
    const form = fc.constantFrom(
      `token=${secret}`,
      `"password":"${secret}"`,
      `--api-key ${secret}`,
      `bearer ${secret}`,
    );
    fc.assert(
      fc.property(part, form, part, (before, named, after) => {
        expect(maskSecrets(`${before} ${named}${after}`)).not.toContain(secret);
      }),
    );
  });

  test.each([
    '-----BEGIN A',
    '://a:',
    'token="',
    'token token="\\"',
    'eyJ-',
    '12345678:',
    'bearer ',
    'curl -u ',
    '--',
  ])('gets through a megabyte of %j', (part) =>
    expect(maskSecrets(part.repeat(1_000_000 / part.length))).toBeTypeOf('string'),
  );
});

describe('excerpt', () => {
  test('is one masked line', () => {
    expect(excerpt(`first\r\n\tsecond\u0085token=${secret}\u2028third `)).toBe(
      'first second token=*** third',
    );
  });

  test('ends a long text with an ellipsis', () =>
    expect(excerpt('x'.repeat(301))).toBe(`${'x'.repeat(299)}…`));

  test('leaves a text of exactly the limit', () => expect(excerpt('x'.repeat(300))).toBe('x'.repeat(300)));

  test('is one well-formed line within the limit for any text', () => {
    const text = fc.string({
      unit: fc.constantFrom('a', ' ', '\n', '\u0085', '\u2028', '🦞', '漢', '=', 'token', '"'),
      maxLength: 400,
    });
    fc.assert(
      fc.property(text, fc.integer({ min: 1, max: 50 }), (input, limit) => {
        const line = excerpt(input, limit);
        expect(line.length).toBeLessThanOrEqual(limit);
        expect(line).not.toMatch(/[\n\r\u2028\u2029\u0085]/);
        expect(line).not.toMatch(/\p{Cs}/u);
      }),
    );
  });
});
