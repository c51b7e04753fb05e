import { describe, expect, test } from 'vitest';
import { read } from './read-lines.ts';

const documented = `
{"time":"2026-11-21T09:15:02.120Z","event":"sessionAccess","agentId":"main","sessionKey":"agent:main:telegram:direct:1001","actor":{"id":"1001","channel":"telegram"},"ip":"203.0.113.7","action":"turn","outcome":"allowed"}
{"time":"2026-11-21T09:15:03.871Z","event":"toolExecution","agentId":"main","sessionKey":"agent:main:telegram:direct:1001","tool":"sessions_history","phase":"end","outcome":"denied","args":{"sessionKey":"agent:main:telegram:direct:1002"}}
{"time":"2026-11-21T09:16:40.005Z","event":"authAttempt","ip":"198.51.100.23","outcome":"failure","reason":"token_mismatch","method":"token"}
{"time":"2026-11-21T09:17:11.300Z","event":"approvalRequests","agentId":"main","sessionKey":"agent:main:main","status":"requested","command":"rm -rf build","approvalId":"a-17"}
`;

const first = (text: string) => read('plain', text).events[0];

test('reads the documented lines', () => {
  const { events } = read('plain', documented.trimStart());
  expect(events).toMatchObject([
    {
      type: 'sessionAccess',
      time: Date.parse('2026-11-21T09:15:02.120Z'),
      actor: { id: '1001', channel: 'telegram', kind: 'unknown' },
      action: 'turn',
      trust: 'recorded',
      source: { line: 1, offset: 0 },
    },
    { type: 'toolExecution', outcome: 'denied', args: { sessionKey: 'agent:main:telegram:direct:1002' } },
    { type: 'authAttempt', ip: '198.51.100.23', count: 1, outcome: 'failure' },
    { type: 'approvalRequests', status: 'requested', approvalId: 'a-17' },
  ]);
});

describe('other spellings', () => {
  test.each([
    ['ISO 8601', '"2026-11-21T09:16:40.005+01:00"', Date.parse('2026-11-21T08:16:40.005Z')],
    ['seconds', '1795356475', 1795356475000],
    ['seconds with a fraction', '1795356475.25', 1795356475250],
    ['milliseconds', '1795356475006', 1795356475006],
  ])('reads a time in %s', (_, time, expected) => {
    for (const key of ['time', 'ts', 'timestamp']) {
      expect(first(`{"${key}":${time},"event":"message","direction":"inbound"}`)).toMatchObject({
        time: expected,
      });
    }
  });

  test('reads snake case and the singular', () => {
    const text =
      '{"ts":1795356475,"type":"approval_request","session_key":"agent:main:x","approval_id":"a","status":"denied"}';
    expect(first(text)).toMatchObject({
      type: 'approvalRequests',
      sessionKey: 'agent:main:x',
      approvalId: 'a',
    });
  });

  test('reads a renamed tool as the one it is, and a raw call id as its hash', () => {
    const text = '{"ts":1795356475,"event":"toolExecution","tool":"bash","call_id":"call_1"}';
    expect(first(text)).toMatchObject({
      tool: 'exec',
      phase: 'end',
      callId: expect.stringMatching(/^sha256:/),
    });
  });

  test('makes addresses canonical and drops what is none', () => {
    expect(
      first('{"ts":1795356475,"event":"message","direction":"inbound","ip":"::ffff:192.0.2.1"}'),
    ).toMatchObject({
      ip: '192.0.2.1',
    });
    expect(
      first('{"ts":1795356475,"event":"message","direction":"inbound","ip":"somewhere"}'),
    ).not.toHaveProperty('ip');
  });
});

test('drops fields that the event does not have, and those the engine owns', () => {
  const text =
    '{"ts":1795356475,"event":"toolExecution","tool":"x","gateway":"other","first":true,"inferred":["ip"],"password":"p","source":{}}';
  const event = first(text);
  expect(event).toMatchObject({ gateway: 'home', source: { name: 'evidence' } });
  expect(event).not.toHaveProperty('first');
  expect(event).not.toHaveProperty('inferred');
  expect(event).not.toHaveProperty('password');
});

test('keeps of a written file only its length', () => {
  const text =
    '{"ts":1795356475,"event":"toolExecution","tool":"write","args":{"path":"a","content":"secret words"}}';
  expect(first(text)).toMatchObject({ args: { path: 'a', content: '12 characters' } });
});

test.each([
  ['no JSON', 'hello', 'not a JSON object'],
  ['no time', '{"event":"message","direction":"inbound"}', 'no time'],
  ['a day that is none', '{"time":"2026-02-30T00:00:00Z","event":"message"}', 'no time'],
  ['an unknown event', '{"ts":1795356475,"event":"coffee"}', 'no known event: "coffee"'],
  [
    'a required field missing',
    '{"ts":1795356475,"event":"authAttempt","outcome":"perhaps"}',
    'authAttempt without outcome',
  ],
])('leaves a gap for %s', (_, text, note) => {
  expect(first(`${text}\n`)).toMatchObject({
    type: 'evidenceGap',
    gap: 'unreadable',
    note: expect.stringContaining(note),
  });
});

test('a gap has the time of the event before it', () => {
  const { events } = read('plain', `${documented.trim()}\nbroken`);
  expect(events.at(-1)).toMatchObject({ type: 'evidenceGap', time: Date.parse('2026-11-21T09:17:11.300Z') });
});
