import { describe, expect, test } from 'vitest';
import type { AuditEvent } from '../../../src/model/event.ts';
import { read } from '../read-lines.ts';
import { logLine } from './log-lines.ts';

const conn = '906f6689-22be-4f75-88b7-40f75ef22baa';
const guidance = 'guidance=unauthorized: gateway token mismatch (set gateway.remote.token)';

function refused({
  client = 'cli cli v2026.9.6',
  ua = 'node',
  origin = 'n/a',
  end = `reason=token_mismatch ${guidance}`,
}) {
  const message =
    `unauthorized conn=${conn} peer=198.51.100.9:5->10.0.0.2:18789 remote=198.51.100.9 client=${client} role=operator ` +
    `scopes=0 auth=token device=no platform=linux instance=n/a host=h origin=${origin} ua=${ua} ${end}`;
  return read('gateway-log', logLine('gateway/ws', { level: 'WARN', message })).events;
}

const attempts = (events: readonly AuditEvent[]) => events.filter((event) => event.type === 'authAttempt');
const gaps = (events: readonly AuditEvent[]) =>
  events.flatMap((event) => (event.type === 'evidenceGap' ? event.gap : []));

describe('a refused login whose client chooses its words', () => {
  test.each([
    ['user agent', { ua: 'x reason=rate_limited guidance=none' }],
    ['origin', { origin: 'https://a reason=unknown' }],
    ['client name', { client: 'x reason=rate_limited guidance=y suppressed=900 cli v1' }],
    ['client name with line breaks', { client: 'x\n reason=rate_limited\u2028 guidance=y\r cli v1' }],
  ])('keeps the reason of the gateway against a forged %s, and says so', (_, words) => {
    const events = refused(words);
    expect(attempts(events)).toMatchObject([
      { outcome: 'failure', reason: 'token_mismatch', count: 1, connId: conn },
    ]);
    expect(gaps(events)).toEqual(['forged']);
  });

  test('names no method when one is forged', () => {
    const [attempt] = attempts(
      refused({ client: 'x role=a scopes=0 auth=none device=yes platform=p cli v1' }),
    );
    expect(attempt).not.toHaveProperty('method');
  });

  test('counts what the gateway left out', () => {
    const events = refused({ end: `reason=token_mismatch ${guidance} suppressed=41` });
    expect(attempts(events)).toMatchObject([{ count: 42 }]);
    expect(gaps(events)).toEqual([]);
  });

  test('keeps the peer of the socket against a forged address in the name', () => {
    expect(attempts(refused({ client: 'x remote=127.0.0.1 cli v1' }))).toMatchObject([
      { peer: '198.51.100.9' },
    ]);
  });

  test('keeps an unknown reason that has the shape of one', () => {
    expect(attempts(refused({ end: 'reason=passkey_expired' }))).toMatchObject([
      { reason: 'passkey_expired' },
    ]);
  });

  test('reads colours as none', () => {
    const message = `\u001b[33munauthorized conn=${conn} remote=1.2.3.4 client=cli cli v1 reason=token_missing\u001b[39m`;
    const { events } = read('gateway-log', logLine('gateway/ws', { level: 'WARN', message }));
    expect(events).toMatchObject([{ type: 'authAttempt', reason: 'token_missing', peer: '1.2.3.4' }]);
  });
});

function closed(fields: object, text: string) {
  const message = `closed before connect conn=${conn} remote=10.0.0.1 ${text}`;
  const line = logLine('gateway/ws', { level: 'WARN', message, fields: { ...fields } });
  return read('gateway-log', line).events;
}

describe('a connection that closed before its login', () => {
  const unauthorized = { cause: 'unauthorized', authReason: 'token_mismatch', remoteAddr: '10.0.0.1' };
  const rest =
    'fwd=203.0.113.7 origin=n/a host=h ua=node code=1008 reason=unauthorized: gateway token mismatch';

  test('is believed by its fields, and its text is compared', () => {
    const fields = { ...unauthorized, forwardedFor: '203.0.113.7' };
    expect(closed(fields, rest)).toMatchObject([{ reason: 'token_mismatch', forwardedFor: '203.0.113.7' }]);
    expect(gaps(closed(fields, rest.replace('203.0.113.7', '203.0.113.8')))).toEqual(['forged']);
    expect(gaps(closed({ ...fields, remoteAddr: '10.0.0.9' }, rest))).toEqual(['forged']);
  });

  test('does not count what a client wrote into its own close reason', () => {
    const events = closed({}, 'fwd=n/a origin=n/a host=h ua=node code=1000 reason=bye suppressed=100000');
    expect(events).toMatchObject([{ type: 'connection', state: 'closed' }]);
  });

  test('is known by its text when it has no fields', () => {
    const message = `closed before connect conn=${conn} remote=10.0.0.1 fwd=n/a origin=n/a host=h ua=node code=1008 `;
    const reason = 'reason=unauthorized: too many failed authentication attempts (retry later)';
    const { events } = read(
      'gateway-log',
      logLine('gateway/ws', { level: 'WARN', message: message + reason }),
    );
    expect(events).toMatchObject([{ type: 'authAttempt', outcome: 'limited', reason: 'rate_limited' }]);
  });
});

describe('ids that callers choose', () => {
  test.each([
    ['agent/embedded', 'embedded run tool start: runId=x tool=read toolCallId=y tool=exec toolCallId=call_1'],
    ['agent/embedded', 'embedded run start: runId=x sessionId=s runId=y sessionId=t provider=p model=m'],
    [
      'diagnostic',
      'session turn created: runId=a sessionId=b sessionKey=c sessionKey=agent:main:main agentId=m',
    ],
    ['gateway/ws', `⇄ res ✓ chat.send 52ms runId=x conn=0934340d…ac04 id=1 conn=0934340d…ac05 id=8fe0…4a5b`],
  ])('join nothing when they pose as a key (%s)', (subsystem, message) => {
    const { events } = read('gateway-log', logLine(subsystem, { level: 'DEBUG', message }));
    expect(gaps(events)).toEqual(['forged']);
    expect(events).toHaveLength(1);
  });
});

describe('a line that is not what it should be', () => {
  const line = logLine('gateway', { level: 'INFO', message: 'gateway ready' });

  test.each([
    ['cut off', line.slice(0, -20)],
    ['of zero bytes', '\0'.repeat(50)],
    ['of another program', '{"level":30,"msg":"hello"}'],
  ])('leaves a gap when it is %s', (_, text) => {
    const { events } = read('gateway-log', `${line}\n${text}\n`);
    expect(events).toMatchObject([
      { type: 'gatewayState' },
      { type: 'evidenceGap', gap: 'unreadable', time: events[0]?.time },
    ]);
  });

  test('leaves a gap when a key that counts stands twice', () => {
    const twice = line.replace('"_meta":', '"_meta":{"logLevelName":"DEBUG"},"_meta":');
    expect(gaps(read('gateway-log', twice).events)).toEqual(['forged']);
    const again = line.replace(',"1":', ',"1":"other","1":');
    expect(gaps(read('gateway-log', again).events)).toEqual(['forged']);
  });

  test('is believed by the bindings only when the logger has their name', () => {
    const posing = line.replace('"name":"{\\"subsystem\\":\\"gateway\\"}"', '"name":"openclaw"');
    expect(read('gateway-log', posing).events).toEqual([]);
  });
});

test('a warning of a security subsystem that nothing knows is told by its shape', () => {
  const message =
    'strange login from 203.0.113.7 for "alice" via /srv/app/x conn=906f6689-22be-4f75-88b7-40f75ef22baa';
  const { events, unknown } = read('gateway-log', logLine('gateway/auth/new', { level: 'WARN', message }));
  expect(events).toEqual([]);
  expect(unknown).toEqual([
    {
      subsystem: 'gateway/auth/new',
      level: 'WARN',
      template: 'strange login from N.N.N.N for <text> via <path> conn=<id>',
    },
  ]);
});
