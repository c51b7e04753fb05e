import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Linker, type LinkerOptions } from '../../src/linker/linker.ts';
import type { AuditEvent, EventType } from '../../src/model/event.ts';
import { event } from '../support/event.ts';

const proxied: LinkerOptions = { trustedProxies: () => ['127.0.0.1', '10.0.0.0/8'] };
const conn = 'be50ed8f-84cd-4074-97f2-3574b04a3c1c';
const short = 'be50ed8f…3c1c';
const callId = 'sha256:00ff';

function link(events: readonly AuditEvent[], options: LinkerOptions = proxied): readonly AuditEvent[] {
  const told: AuditEvent[] = [];
  const linker = new Linker(options, (known) => told.push(known));
  for (const one of events) linker.push(one);
  linker.end();
  return told;
}

function only<T extends EventType>(type: T, events: readonly AuditEvent[]): readonly AuditEvent<T>[] {
  return events.filter(({ type: own }) => own === type) as unknown as readonly AuditEvent<T>[];
}

const refusal = (fields: Partial<AuditEvent<'authAttempt'>>) =>
  event('authAttempt', {
    outcome: 'failure',
    count: 1,
    reason: 'token_mismatch',
    connId: conn,
    peer: '127.0.0.1',
    ...fields,
  });

describe('one refused connection', () => {
  test('is one attempt with the client of its second line', () => {
    const attempts = link([refusal({ time: 1000 }), refusal({ time: 1003, forwardedFor: '203.0.113.66' })]);
    expect(only('authAttempt', attempts)).toMatchObject([
      { ip: '203.0.113.66', time: 1000, count: 1, trust: 'recorded' },
    ]);
  });

  test('is told at once when its line says that it was closed: no other follows', () => {
    const text = `closed before connect conn=${conn} peer=127.0.0.1:52548->127.0.0.1:18999 remote=127.0.0.1 fwd=203.0.113.161`;
    const told: AuditEvent[] = [];
    const linker = new Linker(proxied, (known) => told.push(known));
    linker.push(refusal({ reason: 'device-signature', forwardedFor: '203.0.113.161', text }));
    expect(only('authAttempt', told)).toMatchObject([{ ip: '203.0.113.161', reason: 'device-signature' }]);
  });

  test('is told without its second line when that does not come within two seconds', () => {
    const told: AuditEvent[] = [];
    const linker = new Linker(proxied, (known) => told.push(known));
    linker.push(refusal({ time: 1000, peer: '198.51.100.1' }));
    linker.push(event('gatewayState', { time: 2900, state: 'ready' }));
    expect(only('authAttempt', told)).toHaveLength(0);
    linker.push(event('gatewayState', { time: 3250, state: 'ready' }));
    expect(only('authAttempt', told)).toMatchObject([{ ip: '198.51.100.1' }]);
  });

  test('counts what the gateway suppressed once', () => {
    const attempts = link([refusal({ count: 7 }), refusal({ count: 7, forwardedFor: '203.0.113.66' })]);
    expect(only('authAttempt', attempts)).toMatchObject([{ count: 7 }]);
  });
});

describe('the address of a client', () => {
  const address = (peer: string, forwardedFor: string | undefined, options = proxied) =>
    link([refusal({ peer, ...(forwardedFor !== undefined && { forwardedFor }) })], options);

  test('is read from the right of the forwarded list, over all trusted proxies', () => {
    const told = address('127.0.0.1', '1.2.3.4, 203.0.113.9, 10.1.1.1');
    expect(only('authAttempt', told)).toMatchObject([{ ip: '203.0.113.9' }]);
  });

  test('is the peer when the peer is no proxy, and the header is evidence of forgery', () => {
    const told = address('198.51.100.7', '127.0.0.1');
    expect(only('authAttempt', told)).toMatchObject([{ ip: '198.51.100.7' }]);
    expect(only('evidenceGap', told)).toMatchObject([{ gap: 'forged' }]);
  });

  test('is unknown when the header was cut, and when a proxy names nobody', () => {
    expect(only('authAttempt', address('127.0.0.1', `203.0.113.9, ${'9'.repeat(300)}`))).toMatchObject([
      { behindProxy: true },
    ]);
    const [attempt] = only('authAttempt', address('127.0.0.1', undefined));
    expect(attempt).toMatchObject({ behindProxy: true });
    expect(attempt?.ip).toBeUndefined();
  });

  test('is the proxy host itself when the line says that nothing was forwarded', () => {
    expect(only('authAttempt', address('127.0.0.1', ''))).toMatchObject([{ ip: '127.0.0.1' }]);
  });

  test('is only claimed when nobody knows the proxies', () => {
    const told = address('127.0.0.1', '203.0.113.66', {});
    expect(only('authAttempt', told)).toMatchObject([{ ip: '203.0.113.66', trust: 'claimed' }]);
  });

  test('is IPv4 when it is mapped into IPv6', () => {
    expect(only('authAttempt', address('::ffff:198.51.100.7', ''))).toMatchObject([{ ip: '198.51.100.7' }]);
  });
});

describe('a connection', () => {
  const opened = (connId: string, peer: string) =>
    event('connection', { state: 'opened', connId, peer, mode: 'webchat', client: 'openclaw-control-ui' });
  const sent = () => event('agentRun', { status: 'started', runId: 'run-1', connId: short });
  const started = () =>
    event('agentRun', { status: 'started', runId: 'run-1', sessionKey: 'agent:main:alice' });

  test('gives its address to the turn of the run that it started', () => {
    const told = link([opened(conn, '198.51.100.7'), sent(), started()]);
    expect(only('sessionAccess', told)).toMatchObject([
      { action: 'turn', ip: '198.51.100.7', sessionKey: 'agent:main:alice', connId: conn, runId: 'run-1' },
    ]);
  });

  test('joins nothing when its short id fits two that are open', () => {
    const twin = 'be50ed8f-0000-4074-97f2-3574b04a3c1c';
    const told = link([opened(conn, '198.51.100.7'), opened(twin, '203.0.113.1'), sent(), started()]);
    expect(only('sessionAccess', told)).toEqual([]);
  });

  test('is forgotten when it closes', () => {
    const closed = event('connection', { state: 'closed', connId: conn });
    expect(only('sessionAccess', link([opened(conn, '198.51.100.7'), closed, sent(), started()]))).toEqual(
      [],
    );
  });
});

describe('one execution', () => {
  const call = (fields: Partial<AuditEvent<'toolExecution'>>) =>
    event('toolExecution', {
      tool: 'exec',
      phase: 'start',
      outcome: 'unknown',
      callId,
      sessionKey: 'agent:main:bob',
      ...fields,
    });

  test('told by log, ledger and transcript is counted once and grows better known', () => {
    const told = link([
      call({ time: 1000, args: { command: 'id' } }),
      call({ time: 1001 }),
      call({ time: 1100, phase: 'end', outcome: 'unknown' }),
      call({ time: 1102, phase: 'end', outcome: 'blocked' }),
      call({ time: 1103, phase: 'end', outcome: 'ok' }),
    ]);
    const executions = only('toolExecution', told);
    expect(executions.map(({ first, outcome }) => [first, outcome])).toEqual([
      [true, 'unknown'],
      [false, 'unknown'],
      [false, 'blocked'],
    ]);
  });

  test('under an id that is used again later is another one', () => {
    const told = link([
      call({ time: 1000 }),
      call({ time: 1100, phase: 'end', outcome: 'ok' }),
      call({ time: 60_000 }),
    ]);
    expect(only('toolExecution', told).filter(({ first }) => first)).toHaveLength(2);
  });

  test('without an id is paired by session and tool', () => {
    const plain = { callId: undefined as never };
    const told = link([
      call(plain),
      call({ ...plain, phase: 'end', outcome: 'ok' }),
      call({ ...plain, phase: 'end', outcome: 'ok' }),
    ]);
    expect(only('toolExecution', told).map(({ first }) => first)).toEqual([true, false, true]);
  });

  test('of a session tool is an access to the session that its arguments name', () => {
    const told = link([
      call({ tool: 'sessions_history', args: { sessionKey: 'Agent:Main:DM:7' } }),
      call({ tool: 'sessions_history', phase: 'end', outcome: 'denied' }),
    ]);
    expect(only('sessionAccess', told)).toMatchObject([
      {
        action: 'read',
        outcome: 'denied',
        targetSessionKey: 'agent:main:direct:7',
        sessionKey: 'agent:main:bob',
      },
    ]);
  });
});

test('an access is told again when a later source knows its target', () => {
  const read = { tool: 'sessions_history', callId, sessionKey: 'agent:main:bob' } as const;
  const told = link([
    event('toolExecution', { ...read, time: 1, phase: 'start', outcome: 'unknown' }),
    event('toolExecution', { ...read, time: 2, phase: 'end', outcome: 'ok' }),
    event('toolExecution', {
      ...read,
      time: 3,
      phase: 'start',
      outcome: 'unknown',
      args: { sessionKey: 'agent:main:alice' },
    }),
    event('toolExecution', { ...read, time: 3, phase: 'end', outcome: 'ok' }),
  ]);
  const accesses = only('sessionAccess', told).map(({ targetSessionKey, outcome }) => [
    targetSessionKey,
    outcome,
  ]);
  expect(accesses).toEqual([
    [undefined, 'ok'],
    ['agent:main:alice', 'ok'],
  ]);
});

describe('the tool_call wrapper', () => {
  const base = { runId: 'run-1', sessionKey: 'agent:main:carol', outcome: 'unknown' } as const;
  const outer = { ...base, tool: 'tool_call', callId: 'sha256:0a' } as const;
  const inner = { ...base, tool: 'sessions_list', callId: 'sha256:0b' } as const;

  test('and the tool it called are one execution', () => {
    const told = link([
      event('toolExecution', { ...outer, phase: 'start', time: 1 }),
      event('toolExecution', { ...inner, phase: 'start', time: 2 }),
      event('toolExecution', { ...inner, phase: 'end', outcome: 'error', time: 3 }),
      event('toolExecution', { ...outer, phase: 'end', outcome: 'error', time: 4 }),
    ]);
    expect(new Set(only('toolExecution', told).map(({ tool }) => tool))).toEqual(new Set(['sessions_list']));
  });

  test('that reached no tool is a denial, named by the log line beside it', () => {
    const line = {
      tool: 'automations',
      outcome: 'denied',
      phase: 'end',
      reason: 'unknown tool',
      detached: true,
      text: '[tools] tool_call failed',
    } as const;
    const refused = event('toolExecution', { ...outer, phase: 'end', outcome: 'error', time: 5000 });
    const start = event('toolExecution', { ...outer, phase: 'start', time: 4990 });
    for (const events of [
      [start, refused, event('toolExecution', { ...line, time: 5004 })],
      [start, event('toolExecution', { ...line, time: 4998 }), refused],
    ]) {
      const told = only('toolExecution', link(events));
      expect(told).toMatchObject([
        { tool: 'automations', outcome: 'denied', sessionKey: 'agent:main:carol', first: true, text: '' },
      ]);
    }
  });

  test('that reached no tool is a denial also where no log names the tool', () => {
    const told = link([
      event('toolExecution', { ...outer, phase: 'start', time: 1 }),
      event('toolExecution', { ...outer, phase: 'end', outcome: 'error', time: 2 }),
    ]);
    expect(only('toolExecution', told)).toMatchObject([
      { tool: 'tool_call', outcome: 'denied', first: true },
    ]);
  });
});

test('the same row from two files is one event, equal rows of one file are two', () => {
  const row = {
    time: 1000,
    text: 'hook auth throttled for 203.0.113.130; retry-after=60s',
    outcome: 'limited',
    count: 20,
  } as const;
  const at = (name: string, line: number) =>
    event('authAttempt', { ...row, source: { name, line, offset: 0 } });
  expect(only('authAttempt', link([at('a.log', 1), at('b.log', 9)]))).toHaveLength(1);
  expect(only('authAttempt', link([at('a.log', 1), at('a.log', 2)]))).toHaveLength(2);
});

test('a run that claims a second session keeps its first and leaves evidence', () => {
  const run = (sessionKey: string) => event('agentRun', { status: 'started', runId: 'run-1', sessionKey });
  const told = link([
    run('agent:main:alice'),
    run('agent:main:mallory'),
    event('agentRun', { status: 'finished', runId: 'run-1' }),
  ]);
  expect(only('evidenceGap', told)).toMatchObject([{ gap: 'conflict' }]);
  expect(told.at(-1)).toMatchObject({ sessionKey: 'agent:main:alice', inferred: ['sessionKey'] });
});

test('a session is created at first sight, once', () => {
  const turn = () =>
    event('sessionAccess', { action: 'turn', outcome: 'ok', sessionKey: 'agent:main:direct:7' });
  expect(only('sessionCreate', link([turn(), turn()]))).toMatchObject([
    { sessionKey: 'agent:main:direct:7', agentId: 'main' },
  ]);
});

test('strangers never push out connections that authenticated', () => {
  const told: AuditEvent[] = [];
  const linker = new Linker(proxied, (known) => told.push(known));
  linker.push(
    event('connection', { time: 1, state: 'opened', connId: conn, peer: '198.51.100.7', mode: 'cli' }),
  );
  for (let index = 0; index < 60_000; index++) {
    linker.push(
      event('connection', {
        time: 2,
        state: 'opened',
        connId: `s-${index}`,
        peer: '203.0.113.1',
        reason: 'open',
      }),
    );
  }
  linker.push(event('accessDenied', { time: 3, what: 'rpc', count: 1, connId: conn }));
  expect(told.at(-1)).toMatchObject({ ip: '198.51.100.7', inferred: ['ip'] });
  expect(linker.evictions()['linker/connections']).toBeUndefined();
});

test('saving and restoring anywhere changes nothing that is told', () => {
  const story = [
    event('connection', { time: 1, state: 'opened', connId: conn, peer: '127.0.0.1', mode: 'webchat' }),
    refusal({ time: 2, connId: 'other' }),
    event('agentRun', { time: 3, status: 'started', runId: 'run-1', connId: short }),
    refusal({ time: 4, connId: 'other', forwardedFor: '203.0.113.66' }),
    event('toolExecution', {
      time: 5,
      tool: 'tool_call',
      phase: 'start',
      outcome: 'unknown',
      callId,
      runId: 'run-1',
    }),
    event('agentRun', { time: 6, status: 'started', runId: 'run-1', sessionKey: 'agent:main:alice' }),
    event('toolExecution', {
      time: 7,
      tool: 'tool_call',
      phase: 'end',
      outcome: 'error',
      callId,
      runId: 'run-1',
    }),
    event('toolExecution', {
      time: 9,
      tool: 'exec',
      phase: 'end',
      outcome: 'denied',
      detached: true,
      text: '[tools] tool_call failed: …',
    }),
    refusal({ time: 9000, connId: 'late' }),
  ];
  const whole = JSON.stringify(link(structuredClone(story)));
  fc.assert(
    fc.property(fc.nat(story.length), (cut) => {
      const events = structuredClone(story);
      const told: AuditEvent[] = [];
      const first = new Linker(proxied, (known) => told.push(known));
      for (const one of events.slice(0, cut)) first.push(one);
      const second = new Linker(
        proxied,
        (known) => told.push(known),
        JSON.parse(JSON.stringify(first.save())),
      );
      for (const one of events.slice(cut)) second.push(one);
      second.end();
      expect(JSON.parse(JSON.stringify(told))).toEqual(JSON.parse(whole));
    }),
  );
});
