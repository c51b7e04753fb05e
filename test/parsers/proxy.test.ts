import { describe, expect, test } from 'vitest';
import type { AuditEvent } from '../../src/model/event.ts';
import { parserFor, recogniseKind } from '../../src/parsers/index.ts';
import { fixture, linesOf, read } from './read-lines.ts';

const formats = ['nginx-combined', 'nginx-json', 'caddy', 'traefik', 'traefik-common'] as const;

test.each(formats)('%s is recognised by its lines, and every line is read', (name) => {
  const text = fixture(`proxy/${name}.log`);
  expect(recogniseKind(linesOf(text))).toBe('proxy');
  const { events } = read('proxy', text);
  expect(events.filter(({ type }) => type === 'evidenceGap')).toEqual([]);
  expect(events.map(told)).toMatchSnapshot();
});

test('one log is not another: a gateway log and a plain log stay what they are', () => {
  expect(recogniseKind(linesOf(fixture('gateway-log/2026.9.6-info.log')))).toBe('gateway-log');
  expect(recogniseKind(linesOf('{"time":"2026-11-22T09:15:02Z","event":"authAttempt","status":401}'))).toBe(
    'plain',
  );
});

describe('what an answer means', () => {
  test('a 401 is a refused login over HTTP; who showed no credential at all is told apart', () => {
    const [shown, nothing] = attempts(fixture('proxy/caddy.log'));
    expect(shown).toMatchObject({
      outcome: 'failure',
      reason: 'http_401',
      method: 'http',
      peer: '203.0.113.7',
    });
    expect(nothing).toMatchObject({ outcome: 'failure', reason: 'token_missing', method: 'none' });
  });

  test('a 400 after a 401 means that the credential was right at last: the body is read after it', () => {
    expect(outcomes([ask(401), ask(400)])).toEqual(['failure', 'success']);
    expect(outcomes([ask(400)])).toEqual([]);
    expect(outcomes([ask(401, '/hooks/agent'), ask(400, '/hooks/agent?token=guess')])).toEqual(['failure']);
  });

  test('a 429 is the limiter for guesses only after a refusal', () => {
    expect(outcomes([ask(429)])).toEqual([]);
    expect(outcomes([ask(401), ask(429)])).toEqual(['failure', 'limited']);
    expect(outcomes([ask(401, '/v1/responses', '192.0.2.1'), ask(429)])).toEqual(['failure']);
  });

  test('what another door answers is no login: assets, preflights, pages of the Control UI, other services', () => {
    const others = [
      ask(200, '/'),
      ask(401, '/'),
      ask(401, '/api/v1/users'),
      ask(404, '/v1'),
      ask(200, '/v1/models', '203.0.113.7', 'GET'),
      ask(204, '/v1/chat/completions', '203.0.113.7', 'OPTIONS'),
    ];
    expect(read('proxy', others.join('\n')).events).toEqual([]);
  });

  test('an address in the request, doubled slashes and percent signs hide no door', () => {
    const paths = [
      'http://claw.example.com/v1/responses',
      '//v1//responses',
      '/%76%31/responses',
      '/hooks/%ff%',
    ];
    expect(outcomes(paths.map((path) => ask(401, path)))).toEqual(paths.map(() => 'failure'));
  });

  test('of several sites only those that the settings name are the gateway; a line that names none may be', () => {
    const other = fixture('proxy/caddy.log').replaceAll('claw.example.com', 'files.example.com');
    const text = [fixture('proxy/caddy.log'), other, ask(401)].join('\n');
    const { events } = read('proxy', text, { hosts: ['Claw.Example.com:443'] });
    const attempts = events.flatMap((event) => (event.type === 'authAttempt' ? [event.host] : []));
    expect(attempts).toEqual(['claw.example.com', 'claw.example.com', 'claw.example.com', undefined]);
  });

  test('what it remembers of refusals survives a restart', () => {
    const context = { gateway: 'home', onSeen: () => {}, onUnknown: () => {} };
    const before = parserFor('proxy', context);
    for (const line of linesOf(ask(401))) before.parse(line);
    const saved = JSON.parse(JSON.stringify(before.save?.() ?? null));
    const after = parserFor('proxy', { ...context, saved });
    expect(linesOf(ask(400)).flatMap((line) => after.parse(line))).toMatchObject([{ outcome: 'success' }]);
  });
});

test.each([
  ['203.0.113.7 - -', { peer: '203.0.113.7' }],
  ['203.0.113.7 ident alice', { peer: '203.0.113.7' }],
  ['claw.example.com:443 203.0.113.7 - -', { peer: '203.0.113.7', host: 'claw.example.com:443' }],
  ['10.0.0.5:80 203.0.113.7 - -', { peer: '203.0.113.7', host: '10.0.0.5:80' }],
  ['203.0.113.7 192.0.2.1 -', { peer: '203.0.113.7' }],
  ['192.0.2.44, 198.51.100.1, 10.0.0.5 - -', { peer: '10.0.0.5', forwardedFor: '192.0.2.44, 198.51.100.1' }],
])('%s: the peer is the word of the proxy', (head, facts) => {
  const [attempt] = attempts(ask(401).replace('203.0.113.7 - -', head));
  expect(attempt).toMatchObject(facts);
});

describe('hostile lines', () => {
  test('a user name with spaces or brackets hides no request', () => {
    const line = ask(401).replace(' - - [', ' - a b [x] [');
    expect(outcomes([line])).toEqual(['failure']);
  });

  test('a quote in a user agent makes the rest of a line no more than a claim', () => {
    const line = `${ask(200).replace('"curl"', '"a" 200 "b')}`;
    const { events } = read('proxy', line);
    expect(events).toMatchObject([{ type: 'authAttempt', trust: 'claimed' }, { gap: 'forged' }]);
  });

  test('a forged line in a user name of Traefik, which escapes nothing, is only claimed', () => {
    const forged = '[22/Nov/2026:09:15:00 +0000] "POST /v1/responses HTTP/1.1" 200 5 "-" "';
    const line = ask(404, '/').replace(' - - ', ` - x ${forged} `);
    const { events } = read('proxy', line);
    expect(events).toMatchObject([{ type: 'authAttempt', trust: 'claimed' }, { gap: 'forged' }]);
  });

  test('a user agent that ends in a backslash hides no request', () => {
    expect(outcomes([ask(401).replace('"curl"', '"curl\\"')])).toEqual(['failure']);
  });

  test('long targets, deep JSON and keys of every object are read in bounds', () => {
    const long = ask(401, `/v1/${'a'.repeat(100_000)}`);
    const keys =
      '{"__proto__":{"status":401},"remote_addr":"203.0.113.7","constructor":1,"time":"2026-11-22T09:15:02Z"}';
    const deep = `{"remote_addr":"203.0.113.7","status":401,"request":${'['.repeat(50_000)}${']'.repeat(50_000)}}`;
    const { events } = read('proxy', [long, keys, deep].join('\n'));
    expect(events.every(({ text = '' }) => text.length < 2048)).toBe(true);
    expect(events.at(-1)).toMatchObject({ gap: 'unreadable' });
  });

  test('lines that are no access log leave a gap', () => {
    const others = [
      'hello',
      '{"a":1}',
      ask(401).replace('22/Nov', '31/Feb'),
      ask(401).replace('203.0.113.7', 'example'),
    ];
    expect(read('proxy', others.join('\n')).events).toMatchObject(others.map(() => ({ gap: 'unreadable' })));
  });
});

function ask(status: number, path = '/v1/responses', peer = '203.0.113.7', method = 'POST'): string {
  return `${peer} - - [22/Nov/2026:09:15:02 +0000] "${method} ${path} HTTP/1.1" ${status} 74 "-" "curl"`;
}

function attempts(text: string): readonly AuditEvent<'authAttempt'>[] {
  return read('proxy', text).events.filter((event) => event.type === 'authAttempt');
}

function outcomes(lines: readonly string[]): readonly string[] {
  return attempts(lines.join('\n')).map(({ outcome }) => outcome);
}

function told({ source, text, ...event }: AuditEvent): object {
  return {
    ...event,
    time: new Date(event.time).toISOString(),
    line: 'line' in source ? source.line : 0,
    text,
  };
}
