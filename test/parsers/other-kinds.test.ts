import { describe, expect, test } from 'vitest';
import type { SourceKind } from '../../src/model/source.ts';
import { parserFor } from '../../src/parsers/index.ts';
import { logLine } from './gateway-log/log-lines.ts';
import { fixture, read, summary } from './read-lines.ts';

describe('openclaw logs --json', () => {
  test('real output says what it said before', async () => {
    const { events } = read('logs-json', fixture('logs-json/2026.9.6.ndjson'));
    await expect(summary(events)).toMatchFileSnapshot('./snapshots/logs-json.txt');
  });

  const raw = logLine('gateway', { level: 'INFO', message: 'gateway ready' });

  test('reads the line of the log that it carries, not its own words', () => {
    const record = {
      type: 'log',
      time: 't',
      level: 'info',
      subsystem: 'gateway/ws',
      message: 'starting...',
      raw,
    };
    expect(read('logs-json', JSON.stringify(record)).events).toMatchObject([
      { type: 'gatewayState', state: 'ready', trust: 'recorded' },
    ]);
  });

  test.each([
    [{ type: 'notice', message: 'Log tail truncated (increase --limit or --max-bytes).' }, 'truncated'],
    [{ type: 'notice', message: 'Log cursor re-anchored (skipped 9 bytes).' }, 'rotation'],
    [{ type: 'raw', raw: '{"0":"broken' }, 'unreadable'],
    [{ type: 'coffee' }, 'unreadable'],
  ])('leaves a gap for %j', (record, gap) => {
    expect(read('logs-json', JSON.stringify(record)).events).toMatchObject([{ type: 'evidenceGap', gap }]);
  });

  test('reads a raw line of the journal as a claim', () => {
    const record = { type: 'raw', raw: '2026-11-22T14:00:00.123Z [gateway] gateway ready' };
    expect(read('logs-json', JSON.stringify(record)).events).toMatchObject([
      { state: 'ready', trust: 'claimed' },
    ]);
  });
});

describe('console output', () => {
  const ready = '2026-11-22T14:00:00.123+00:00 [gateway] gateway ready';

  test.each([
    ['as printed', ready],
    [
      'in colour',
      `\u001b[90m2026-11-22T14:00:00.123+00:00\u001b[39m \u001b[36m[gateway]\u001b[39m gateway ready`,
    ],
    ['in a journal', `Nov 22 14:00:00 host openclaw[123]: ${ready}`],
    ['in the log of a container', JSON.stringify({ log: `${ready}\n`, stream: 'stdout', time: 'x' })],
  ])('is read %s, as a claim', (_, text) => {
    expect(read('console', text).events).toMatchObject([
      {
        type: 'gatewayState',
        state: 'ready',
        trust: 'claimed',
        time: Date.parse('2026-11-22T14:00:00.123Z'),
      },
    ]);
  });

  test.each([
    [
      '[ws] unauthorized conn=ed31039e-a6c4-41b3-bc1b-eb45829f4d43 remote=1.2.3.4 client=cli cli v1 reason=token_mismatch',
      'authAttempt',
    ],
    ['[reload] config hot reload applied (tools.deny)', 'configChange'],
    ['[hooks] hook auth throttled for 1.2.3.4; retry-after=60s', 'authAttempt'],
    ['[tools] exec failed: exec denied: allowlist miss', 'toolExecution'],
    ['[security] blocked URL fetch (url-fetch) targetOrigin=http://10.0.0.1 reason=x', 'accessDenied'],
  ])('knows labels that lose their first part: %s', (text, type) => {
    expect(read('console', `2026-11-22T14:00:00.123Z ${text}`).events).toMatchObject([
      { type, trust: 'claimed' },
    ]);
  });

  test('passes over other lines, also those that another kind would believe', () => {
    const posing = logLine('gateway', { level: 'INFO', message: 'gateway ready' });
    expect(
      read('console', `hello\n  at foo\n${posing}\n{"time":1795356475,"event":"message"}\n`).events,
    ).toEqual([]);
  });
});

describe('journals', () => {
  test('commands say who reset which session', () => {
    expect(read('commands', fixture('journals/commands.log')).events).toMatchObject([
      {
        type: 'sessionAccess',
        action: 'reset',
        sessionKey: 'agent:main:alice',
        actor: { id: 'openclaw-control-ui', channel: 'webchat' },
      },
    ]);
  });

  test('settings journals say by which command the file was written', () => {
    const { events } = read('config-audit', fixture('journals/config-audit.jsonl'));
    expect(events).toHaveLength(4);
    expect(events[0]).toMatchObject({ type: 'configChange', via: 'file', by: 'gateway' });
  });

  test('an edit by hand names what changed', () => {
    const record = {
      ts: '2026-11-22T14:00:00.000Z',
      source: 'config-io',
      event: 'config.external',
      changedPaths: ['tools.deny'],
      valid: false,
    };
    expect(read('config-audit', JSON.stringify(record)).events).toMatchObject([
      { paths: ['tools.deny'], via: 'file', result: 'invalid' },
    ]);
  });

  test.each(['commands', 'config-audit'] as const)('%s leave a gap for what they are not', (kind) => {
    expect(read(kind, 'hello\n{"a":1}\n').events).toMatchObject([
      { gap: 'unreadable' },
      { gap: 'unreadable' },
    ]);
  });
});

test('a kind without a parser says so', () => {
  const unknown = 'tea-leaves' as SourceKind;
  expect(() => parserFor(unknown, { gateway: 'x', onSeen: () => {}, onUnknown: () => {} })).toThrow(
    '"tea-leaves"',
  );
});
