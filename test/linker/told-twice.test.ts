import { describe, expect, test } from 'vitest';
import { Linker } from '../../src/linker/linker.ts';
import type { AuditEvent } from '../../src/model/event.ts';
import { event } from '../support/event.ts';

function link(events: readonly AuditEvent[]): readonly AuditEvent[] {
  const told: AuditEvent[] = [];
  const linker = new Linker({}, (known) => told.push(known));
  for (const one of events) linker.push(one);
  linker.end();
  return told;
}

const row = (table: string) => ({ name: 'state/openclaw.sqlite', table, row: 1 });

describe('a pairing request of log and database', () => {
  const requestId = '48921b64';
  const line = (time: number, more: object = {}) =>
    event('pairing', {
      time,
      status: 'requested',
      requestId,
      userAgent: 'Chrome',
      peer: '198.51.100.7',
      ...more,
    });
  const stored = (time: number) =>
    event('pairing', {
      ...{ time, status: 'requested', requestId, ip: '198.51.100.7', scopesTo: 'operator.read' },
      source: row('device_pairing_pending'),
    });

  test.each([
    ['the row first', [stored(1000), line(1050)]],
    ['the line first', [line(1000), stored(1050)]],
  ])('is one, %s', (_, events) => {
    expect(link(events)).toMatchObject([{ userAgent: 'Chrome', ip: '198.51.100.7' }]);
  });

  test('has what only the row knows', () => {
    expect(link([stored(1000), line(1050)])).toMatchObject([
      { scopesTo: 'operator.read', inferred: ['scopesTo'] },
    ]);
  });

  test('is told by the row alone after two seconds', () => {
    expect(link([stored(1000)])).toMatchObject([{ scopesTo: 'operator.read' }]);
    expect(link([stored(1000), line(60_000)])).toHaveLength(2);
  });

  test('that a browser repeats stays as often as it was logged', () => {
    expect(link([stored(1000), line(1050), line(1100), line(1150)])).toHaveLength(3);
  });
});

describe('a step of an approval', () => {
  const approvalId = '59bd9cb8-15d6-4d63-ba26-0adb464ee125';
  const stored = event('approvalRequests', { time: 1000, status: 'denied', approvalId, reason: 'user' });
  const said = event('approvalRequests', {
    ...{ time: 1100, status: 'denied', approvalId: '59bd9cb8', trust: 'claimed' },
  });

  test('is told once, whoever repeats it', () => {
    const requested = event('approvalRequests', { time: 900, status: 'requested', approvalId });
    expect(link([requested, { ...requested }, stored, said])).toMatchObject([
      { status: 'requested' },
      { status: 'denied', reason: 'user' },
    ]);
  });

  test('is not silenced by a claim', () => {
    expect(link([{ ...said, time: 900 }, stored])).toHaveLength(2);
  });
});

describe('the creation of a session', () => {
  const sessionKey = 'agent:main:subagent:1';
  const created = (fields: object) => event('sessionCreate', { time: 1000, sessionKey, ...fields });
  const parents = (events: readonly AuditEvent[]) =>
    link(events).map((told) => ('parentSessionKey' in told ? told.parentSessionKey : undefined));

  test('is told again only with something new', () => {
    const plain = created({ sessionId: 's1' });
    const child = created({ sessionId: 's1', parentSessionKey: 'agent:main:bob' });
    expect(parents([plain, { ...plain }, child, { ...child }])).toEqual([undefined, 'agent:main:bob']);
    expect(link([plain, created({ sessionId: 's2' })])).toHaveLength(2);
  });
});

test('the run of a job has a key of its own, which contradicts nothing', () => {
  const run = { runId: 'r1', agentId: 'main', status: 'started' as const };
  const job = event('agentRun', { ...run, time: 1000, sessionKey: 'agent:main:cron:j' });
  const its = event('agentRun', { ...run, time: 1001, sessionKey: 'agent:main:cron:j:run:s' });
  const other = event('agentRun', { ...run, time: 1002, sessionKey: 'agent:main:cron:k' });
  expect(link([job, its]).filter(({ type }) => type === 'evidenceGap')).toEqual([]);
  expect(link([{ ...job }, other]).filter(({ type }) => type === 'evidenceGap')).toHaveLength(1);
});

describe('a read of another session whose end a debug line told, but not how', () => {
  const call = { tool: 'sessions_history', callId: 'c1', sessionKey: 'agent:main:bob' };
  const line = (phase: 'start' | 'end') =>
    event('toolExecution', { ...call, phase, outcome: 'unknown', time: phase === 'start' ? 1000 : 1010 });
  const asked = event('toolExecution', {
    ...{ ...call, phase: 'start', outcome: 'unknown', time: 1000 },
    args: { sessionKey: 'agent:main:alice' },
  });
  const failed = event('toolExecution', { ...call, phase: 'end', outcome: 'error', time: 1012 });
  const accesses = (events: readonly AuditEvent[]) =>
    link(events).filter(({ type }) => type === 'sessionAccess');

  test('waits for the row that knows: it never was let in', () => {
    const [, ...told] = accesses([line('start'), line('end'), asked, failed]);
    expect(told).toMatchObject([{ outcome: 'error', targetSessionKey: 'agent:main:alice' }]);
  });

  test('is told all the same when none comes', () => {
    const [, ...told] = accesses([line('start'), line('end'), asked]);
    expect(told).toMatchObject([{ outcome: 'unknown', targetSessionKey: 'agent:main:alice' }]);
  });
});
