import { closeSync, openSync, writeSync } from 'node:fs';

const people = 2000;
const tools = ['read', 'write', 'exec', 'web_fetch', 'browser', 'memory_search', 'sessions_list', 'message'];
/** One attack among so many ordinary events. */
const calm = 100_000;

type Draw = (limit: number) => number;

/** Writes a dense audit log: every line is an event, thousands of people at work, now and then an attack. */
export function growPlainLog(path: string, bytes: number): void {
  const day = ordinaryDay(drawFrom(42));
  const file = openSync(path, 'w');
  let time = Date.parse('2026-11-20T00:00:00Z');
  for (let written = 0, batch = 0; written < bytes; batch++) {
    const lines: string[] = [];
    for (let index = 0; index < 10_000; index++) {
      time += 50;
      lines.push(line(time, day.next().value));
    }
    if ((batch * 10_000) % calm === 0) lines.push(...attack(time, batch));
    written += writeSync(file, `${lines.join('\n')}\n`);
  }
  closeSync(file);
}

const line = (time: number, fields: object): string =>
  JSON.stringify({ time: new Date(time).toISOString(), ...fields });

/** One after the other someone asks, and an agent works: everyone has a few tools that they are used to. */
function* ordinaryDay(draw: Draw): Generator<object, never> {
  while (true) {
    const who = draw(people);
    if (!draw(10)) yield { event: 'authAttempt', ip: addressOf(who), outcome: 'success', method: 'token' };
    yield { event: 'sessionAccess', ...turn(who), ip: addressOf(who), action: 'turn', outcome: 'allowed' };
    for (let calls = draw(8); calls > 0; calls--) {
      const tool = tools[(who + draw(3)) % tools.length];
      yield { event: 'toolExecution', ...turn(who), tool, phase: 'end', outcome: draw(50) ? 'ok' : 'error' };
    }
    if (!draw(20))
      yield { event: 'approvalRequests', ...turn(who), status: 'requested', command: 'npm test' };
  }
}

const turn = (who: number): object => ({
  agentId: `agent-${who % 50}`,
  sessionKey: `agent:agent-${who % 50}:telegram:direct:${10_000 + who}`,
  actor: { id: String(10_000 + who), channel: 'telegram' },
});

function attack(time: number, batch: number): string[] {
  const ip = `198.51.100.${batch % 250}`;
  const guess = { event: 'authAttempt', ip, outcome: 'failure', reason: 'token_mismatch', method: 'token' };
  const reach = { event: 'sessionAccess', ...turn(batch % people), action: 'read', outcome: 'denied' };
  return [
    ...Array.from({ length: 30 }, () => line(time, guess)),
    line(time, { ...guess, outcome: 'success', reason: undefined }),
    ...[1, 2, 3, 4].map((other) =>
      line(time, { ...reach, targetSessionKey: `agent:agent-0:telegram:direct:${20_000 + other}` }),
    ),
  ];
}

const addressOf = (who: number): string => `10.${who >> 8}.${who & 255}.7`;

/** Numbers that look drawn at random and are the same in every run (mulberry32). */
function drawFrom(seed: number): Draw {
  let state = seed;
  return (limit) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % limit;
  };
}
