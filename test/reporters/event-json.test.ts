import { describe, expect, test } from 'vitest';
import type { AuditEvent } from '../../src/model/event.ts';
import { toJsonEvent } from '../../src/reporters/event-json.ts';
import { outputSchemas } from '../../src/reporters/json-schema.ts';
import { ndjsonLines } from '../../src/reporters/ndjson-lines.ts';

const head = {
  time: Date.UTC(2026, 10, 21, 9, 15, 3, 871),
  gateway: 'vm',
  source: { name: 'audit.jsonl', line: 2, offset: 240 },
  trust: 'recorded',
} as const;

const tool = (args: unknown): AuditEvent =>
  ({
    ...head,
    type: 'toolExecution',
    tool: 'exec',
    phase: 'end',
    outcome: 'ok',
    args,
    text: 'never shown',
  }) as AuditEvent;

const events: readonly AuditEvent[] = [
  { ...head, type: 'sessionCreate', sessionKey: 'agent:main:main' },
  {
    ...head,
    type: 'sessionAccess',
    action: 'read',
    outcome: 'denied',
    actor: { id: '1001', kind: 'person' },
  },
  tool({ command: 'ls' }),
  { ...head, type: 'approvalRequests', status: 'requested', command: 'deploy --token abc' },
  { ...head, type: 'authAttempt', outcome: 'failure', count: 3, ip: '198.51.100.23' },
  { ...head, type: 'connection', state: 'opened' },
  { ...head, type: 'pairing', status: 'requested' },
  { ...head, type: 'accessDenied', what: 'rpc', count: 1 },
  { ...head, type: 'configChange', paths: ['tools'], via: 'rpc' },
  { ...head, type: 'agentRun', status: 'started' },
  { ...head, type: 'message', direction: 'inbound', outcome: 'ok' },
  { ...head, type: 'gatewayState', state: 'ready' },
  {
    ...head,
    type: 'evidenceGap',
    gap: 'dropped',
    from: 0,
    to: 1000,
    source: { name: 'db', table: 't', row: 1 },
  },
];

describe('toJsonEvent', () => {
  test.each(events)('writes $type as its schema says', (event) => {
    const written = JSON.parse(JSON.stringify(toJsonEvent(event)));
    expect(outputSchemas['openclaw-audit/event@1'].parse(written)).toEqual(written);
  });

  test('puts the head first, times as ISO, and leaves the text out', () => {
    const event: AuditEvent = {
      runId: 'r',
      ...head,
      type: 'agentRun',
      status: 'started',
      agentId: 'main',
      text: 'x',
    };
    expect(JSON.stringify(toJsonEvent(event))).toBe(
      '{"schema":"openclaw-audit/event@1","type":"agentRun","time":"2026-11-21T09:15:03.871Z","gateway":"vm",' +
        '"source":{"name":"audit.jsonl","line":2,"offset":240},"trust":"recorded","agentId":"main","runId":"r","status":"started"}',
    );
  });

  test('writes the span of a gap as times', () => {
    expect(toJsonEvent(events.at(-1) ?? expect.unreachable())).toMatchObject({
      from: '1970-01-01T00:00:00.000Z',
      to: '1970-01-01T00:00:01.000Z',
    });
  });

  test('masks credentials in arguments and commands, and nothing else', () => {
    const args = {
      env: { API_KEY: 'two words' },
      url: 'https://a:b@c',
      sessionKey: 'agent:main:bob',
      n: [1, null],
    };
    expect(toJsonEvent(tool(args))).toMatchObject({
      args: { env: { API_KEY: '***' }, url: 'https://a:***@c', sessionKey: 'agent:main:bob', n: [1, null] },
    });
    expect(toJsonEvent(events[3] ?? expect.unreachable())).toMatchObject({ command: 'deploy --token ***' });
  });

  test('survives arguments a hundred thousand levels deep', () => {
    const deep = JSON.parse(`${'{"a":'.repeat(100_000)}1${'}'.repeat(100_000)}`);
    expect(ndjsonLines([toJsonEvent(tool(deep))])).toContain('…');
  });

  test('keeps __proto__ in arguments as a key like any other', () => {
    const line = ndjsonLines([toJsonEvent(tool(JSON.parse('{"__proto__":{"admin":true}}')))]);
    expect(line).toContain('"args":{"__proto__":{"admin":true}}');
  });
});

describe('ndjsonLines', () => {
  test('is one line for each object, whatever it holds', () => {
    const objects = [{ a: '\n\u2028\u009b\u202e' }, { b: 'é漢' }, {}];
    const text = ndjsonLines(objects);
    expect(text.endsWith('\n')).toBe(true);
    expect(text).not.toMatch(/[\u2028\u009b\u202e]/);
    expect(
      text
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line)),
    ).toEqual(objects);
  });

  test('is as long as it must be', () => {
    const count = 10_000;
    expect(ndjsonLines(Array.from({ length: count }, (_, index) => ({ index }))).split('\n')).toHaveLength(
      count + 1,
    );
  });
});
