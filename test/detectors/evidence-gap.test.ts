import { describe, expect, it } from 'vitest';
import evidenceGap from '../../detectors/evidence-gap/evidence-gap.ts';
import type { AuditEvent, EventHead, EventPayloads } from '../../src/model/event.ts';
import { event } from '../support/event.ts';
import { seen } from '../support/evidence-seen.ts';
import { findingsOf, severitiesOf, testDetector } from '../support/test-detector.ts';

const second = 1_000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;
const noon = Date.parse('2026-11-21T12:00:00Z');

type Change = Partial<EventPayloads['configChange'] & EventHead<'configChange'>>;
type Head = Partial<EventHead<'gatewayState'>>;

const state = (time: number, name: 'started' | 'ready' | 'stopped', more: Head = {}): AuditEvent =>
  event('gatewayState', { time: noon + time, state: name, ...more });

const boot = (time: number, more: Head = {}): AuditEvent[] => [
  state(time, 'started', more),
  state(time + 8 * second, 'ready', more),
];

const listening = (time: number, pid: number): AuditEvent =>
  state(time, 'ready', { text: `listening on ws://127.0.0.1:18789, ws://[::1]:18789 (PID ${pid})` });

const message = (time: number, more: Partial<EventHead<'message'>> = {}): AuditEvent =>
  event('message', {
    time: noon + time,
    direction: 'inbound',
    outcome: 'ok',
    sessionKey: 'agent:main:main',
    ...more,
  });

const change = (time: number, paths: readonly string[], more: Change = {}): AuditEvent =>
  event('configChange', { time: noon + time, paths, via: 'rpc', ...more });

const inLog = (time: number, run: number, word: 'start' | 'done' = 'start'): AuditEvent =>
  event('agentRun', {
    time: noon + time,
    agentId: 'main',
    runId: `run-${run}`,
    status: word === 'start' ? 'started' : 'finished',
    text: `embedded run ${word}: runId=run-${run} sessionId=s`,
  });

const inLedger = (time: number, run: number, more: Partial<EventHead<'agentRun'>> = {}): AuditEvent =>
  event('agentRun', {
    time: noon + time,
    agentId: 'main',
    runId: `run-${run}`,
    eventId: `row-${run}`,
    status: 'started',
    sessionKey: 'agent:main:main',
    source: { name: 'openclaw.sqlite', table: 'audit_events', row: run },
    ...more,
  });

const inBoth = (time: number, run: number): AuditEvent[] => [
  inLog(time, run),
  inLedger(time + 100, run),
  inLog(time + second, run, 'done'),
];

const many = (count: number, make: (index: number) => AuditEvent | AuditEvent[]): AuditEvent[] =>
  Array.from({ length: count }, (_, index) => make(index)).flat();

/** Five runs, a minute apart, that both told of. */
const usual = many(5, (index) => inBoth(index * minute, index));

const rows = (time: number, missing: number): AuditEvent =>
  event('evidenceGap', {
    time: noon + time,
    gap: 'sequence',
    missing,
    note: 'rows 5 to 9 are not there',
    source: { name: 'openclaw.sqlite', table: 'audit_events', row: 10 },
  });

testDetector(evidenceGap as never, {
  reports: [
    {
      name: 'kill, hole and changed settings',
      events: [
        ...boot(0),
        message(hour),
        change(hour + minute, ['tools.exec.security'], { via: 'cli' }),
        ...boot(hour + 2 * minute),
      ],
      findings: [
        'high The gateway ended without a word of shutting down; its last sign came 2m before it started again. While it was down, somebody changed tools.exec.security.',
      ],
    },
    {
      name: 'a kill within an hour of a change of what is recorded',
      events: [...boot(0), change(minute, ['logging.level']), ...boot(minute + hour - 1)],
      findings: [
        'high The gateway ended without a word of shutting down; its last sign came 59m 59s before it started again. Shortly before, somebody changed logging.level.',
      ],
    },
    {
      name: 'a gateway that was killed at work',
      events: [...boot(0), message(hour), ...boot(hour + 9 * minute)],
      findings: [
        'medium The gateway ended without a word of shutting down; its last sign came 9m before it started again.',
      ],
    },
    {
      name: 'a kill that an older gateway shows by its process id alone',
      events: [listening(0, 700), message(hour), listening(hour + second, 437)],
      findings: [
        'medium The gateway ended without a word of shutting down; its last sign came 1s before it started again.',
      ],
    },
    {
      name: 'a kill in a container, where every process has the same id',
      events: [listening(0, 7), message(hour), listening(hour + 6 * second, 7)],
      findings: [
        'medium The gateway ended without a word of shutting down; its last sign came 6s before it started again.',
      ],
    },
    {
      name: 'kills one after the other, as one',
      events: many(4, (index) => boot(index * minute)),
      findings: [
        'medium 3 times the gateway ended without a word of shutting down; its last sign came 52s before it started again.',
      ],
    },
    {
      name: 'a log that is silent while the ledger tells of runs, then goes on',
      events: [
        ...usual,
        ...many(3, (index) => inLedger((10 + index) * minute, 10 + index)),
        ...inBoth(20 * minute, 20),
      ],
      findings: [
        'medium The ledger tells of 3 agent runs within 2m that the gateway log does not, though both told of every run before; then it went on.',
      ],
    },
    {
      name: 'a ledger that is silent while the log tells of runs, then goes on',
      events: [
        ...usual,
        ...many(3, (index) => inLog((10 + index) * minute, 10 + index)),
        ...inBoth(20 * minute, 20),
      ],
      findings: [
        'medium The log tells of 3 agent runs within 2m that the audit ledger does not, though both told of every run before; then it went on.',
      ],
    },
    {
      name: 'a log that never speaks again while the ledger goes on for more than an hour',
      events: [...usual, ...many(14, (index) => inLedger((10 + index * 7) * minute, 10 + index))],
      findings: [
        'medium The ledger tells of 13 agent runs within 1h 24m that the gateway log does not, though both told of every run before; and it has not gone on, unless it was read earlier than the other.',
      ],
    },
    {
      name: 'the end of a run in the log whose beginning only the ledger has',
      events: [...usual, inLedger(10 * minute, 10), inLog(10 * minute + second, 10, 'done')],
      findings: [
        'medium The log tells how 1 agent run ended, and never that it began: the ledger has the beginning, the log was there before and after.',
      ],
    },
    {
      name: 'the same after what is recorded was changed, and when the ledger is read later than the log',
      events: [
        ...usual,
        change(9 * minute, ['logging.level']),
        inLog(10 * minute + second, 10, 'done'),
        inLedger(10 * minute, 10),
      ],
      findings: [
        'high The log tells how 1 agent run ended, and never that it began: the ledger has the beginning, the log was there before and after. Shortly before, somebody changed logging.level.',
      ],
    },
    {
      name: 'a ledger that was switched off and on again',
      events: [
        ...usual,
        change(10 * minute, ['logging.audit.enabled']),
        message(11 * minute, { sessionKey: 'agent:main:bob' }),
        message(12 * minute, { sessionKey: 'agent:main:bob' }),
        inLedger(20 * minute, 20),
      ],
      findings: [
        'high After logging.audit.enabled was changed, the ledger did not tell of 2 turns that the transcripts have; later it went on.',
      ],
    },
    {
      name: 'rows that were cut out of the ledger',
      events: [rows(0, 5), rows(minute, 2)],
      findings: [
        'high 7 records of the audit ledger are gone from its middle; the gateway itself only forgets the oldest (rows 5 to 9 are not there).',
      ],
    },
    {
      name: 'lines that the gateway dropped',
      events: [
        event('evidenceGap', { time: noon, gap: 'dropped', missing: 12, note: 'the log queue overflowed' }),
      ],
      findings: [
        'medium 12 records of the log were dropped: more came in than could be written (the log queue overflowed).',
      ],
    },
    {
      name: 'a kill on each of two gateways, each for itself',
      events: [
        ...boot(0),
        ...boot(0, { gateway: 'work' }),
        ...boot(minute),
        ...boot(minute, { gateway: 'work' }),
      ],
      findings: [
        'medium The gateway ended without a word of shutting down; its last sign came 52s before it started again.',
        'medium The gateway ended without a word of shutting down; its last sign came 52s before it started again.',
      ],
    },
  ],

  staysQuiet: [
    {
      name: 'a laptop that sleeps: silent everywhere',
      events: [
        ...usual,
        ...inBoth(20 * hour, 20),
        ...many(5, (index) => inBoth(21 * hour + index, 30 + index)),
      ],
    },
    {
      name: "the gateway's 24-hour pruning: coverage, not a finding",
      events: [
        event('evidenceGap', { time: noon, gap: 'pruned', note: 'older files are gone' }),
        event('evidenceGap', { time: noon, gap: 'rotation', note: 'openclaw.2.log is not there' }),
        ...boot(0),
        ...boot(day),
      ],
    },
    { name: 'a laptop whose battery died', events: [...boot(0), message(hour), ...boot(hour + 10 * minute)] },
    {
      name: 'a start after lines that were lost: they may have told of the shutdown',
      events: [
        ...boot(0),
        event('evidenceGap', { time: noon + hour, gap: 'truncated', note: 'Log tail truncated' }),
        ...boot(hour + minute),
      ],
    },
    { name: 'a restart', events: [...boot(0), state(hour, 'stopped'), ...boot(hour + second)] },
    {
      name: 'a second gateway that found the port taken, and the end of the first',
      events: [...boot(0), state(minute, 'started'), state(hour, 'stopped'), ...boot(hour + minute)],
    },
    {
      name: 'a gateway that restarts within its process, and tells of both of its addresses',
      events: [
        listening(0, 7),
        listening(second, 7),
        state(minute, 'stopped'),
        listening(minute + second, 7),
      ],
    },
    {
      name: 'two runs that the log does not tell of',
      events: [
        ...usual,
        ...many(2, (index) => inLedger((10 + index) * minute, 10 + index)),
        ...inBoth(20 * minute, 20),
      ],
    },
    {
      name: 'a ledger that tells of a run within the patience',
      events: [
        ...usual,
        ...many(5, (index) => inLog(10 * minute + index, 10 + index)),
        ...many(5, (index) => inLedger(12 * minute + index, 10 + index)),
        ...inBoth(20 * minute, 20),
      ],
    },
    {
      name: 'a log that was lowered from debug',
      events: [
        ...usual,
        change(9 * minute, ['logging.level']),
        ...many(5, (index) => inLedger((10 + index) * minute, 10 + index)),
        change(19 * minute, ['logging.level']),
        ...inBoth(20 * minute, 20),
      ],
    },
    {
      name: 'a log level that was raised to debug while a run was on',
      events: [
        ...usual,
        inLedger(10 * minute, 10),
        change(10 * minute + second, ['logging.level']),
        inLog(11 * minute, 10, 'done'),
      ],
    },
    {
      name: 'a log that begins in the middle of a run',
      events: [
        inLedger(-minute, 10),
        inLog(0, 10, 'done'),
        ...many(5, (index) => inBoth((1 + index) * minute, index)),
      ],
    },
    {
      name: 'a log that tells of some runs only, as at the info level',
      events: [
        ...many(10, (index) => [
          inLedger(index * minute, index),
          event('agentRun', {
            time: noon + index * minute + second,
            runId: `run-${index}`,
            status: 'finished',
          }),
        ]),
      ],
    },
    {
      name: 'a ledger that records more since its settings were changed',
      events: [
        ...usual,
        change(10 * minute, ['logging.audit']),
        message(11 * minute),
        inLedger(11 * minute + second, 11),
        ...inBoth(20 * minute, 20),
      ],
    },
    {
      name: 'a ledger that was exported before its settings were changed',
      events: [...usual, change(10 * minute, ['logging.audit']), message(11 * minute), message(12 * minute)],
    },
    {
      name: 'pages of the ledger that were exported in part',
      events: many(20, (index) =>
        event('evidenceGap', { time: noon + index, gap: 'sequence', missing: 3, note: 'rows 5 to 7' }),
      ),
    },
    {
      name: 'lines that nobody could read, forged headers, and a tail that was cut',
      events: (['unreadable', 'forged', 'conflict', 'oversize', 'truncated', 'time'] as const).map((gap) =>
        event('evidenceGap', { time: noon, gap, note: 'record of 9 bytes' }),
      ),
    },
  ],
});

describe('evidence-gap', () => {
  const killed = [...boot(0), message(hour), ...boot(hour + minute)];

  it('believes a claim that the gateway was shut down only of a gateway that is a claim itself', () => {
    const claimed = { trust: 'claimed' } as const;
    const posed = [...boot(0), state(hour, 'stopped', claimed), message(hour + 1), ...boot(hour + minute)];
    expect(severitiesOf(findingsOf(evidenceGap as never, posed))).toEqual(['medium']);
    const console = [...boot(0, claimed), state(hour, 'stopped', claimed), ...boot(hour + minute, claimed)];
    expect(findingsOf(evidenceGap as never, console)).toEqual([]);
  });

  it('takes a usual kill for usual after two days, not after one', () => {
    const again = (days: number): AuditEvent[] =>
      many(days, (index) => [
        ...boot(index * day),
        ...boot(index * day + minute),
        state(index * day + hour, 'stopped'),
      ]);
    expect(severitiesOf(findingsOf(evidenceGap as never, again(2)))).toEqual(['medium', 'medium']);
    expect(severitiesOf(findingsOf(evidenceGap as never, again(3)))).toEqual(['medium', 'medium', 'low']);
  });

  it('forgets nothing of a killed gateway in a flood of others', () => {
    const flood = many(500, (index) => state(hour + index, 'ready', { gateway: `g${index}` }));
    const events = [...killed.slice(0, 3), ...flood, ...killed.slice(3)];
    expect(severitiesOf(findingsOf(evidenceGap as never, events))).toEqual(['medium']);
  });

  it('ends a flood of runs that only the ledger has in one finding', () => {
    const flood = many(2_000, (index) => inLedger(10 * minute + index * 10, 100 + index));
    const events = [...usual, ...flood, ...inBoth(20 * minute, 20)];
    expect(severitiesOf(findingsOf(evidenceGap as never, events))).toEqual(['medium']);
  });

  it('sees holes in the log only with the ledger beside a log that tells of each run', () => {
    const { sight } = evidenceGap;
    expect(sight(seen([])).sight).toBe('blind');
    expect(sight(seen(['ledger'])).sight).toBe('partial');
    const idle = { emptyKinds: new Set(['ledger'] as const), debugLines: true };
    expect(sight(seen(['gateway-log'], [], idle)).sight).toBe('full');
    expect(sight(seen(['gateway-log', 'ledger'])).sight).toBe('partial');
    expect(sight(seen(['gateway-log', 'ledger'], [], { debugLines: true })).sight).toBe('full');
  });

  it('asks for the ledger or for debug lines where that is missing, and for a newer gateway where there is no ledger', () => {
    const { sight } = evidenceGap;
    const debug = 'Set `logging.level` to debug: `openclaw config set logging.level debug`.';
    expect(sight(seen(['gateway-log', 'ledger'])).cure).toEqual([debug]);
    const cureOf = (...versions: string[]) =>
      sight(seen(['gateway-log'], [], { debugLines: true, versions })).cure;
    const folder =
      'Give the whole state folder (~/.openclaw), or the output of `openclaw audit --json` as well.';
    expect(cureOf()).toEqual([folder]);
    expect(cureOf('2026.2.26', '2026.9.6')).toEqual([folder]);
    expect(cureOf('2026.2.26')).toEqual(['Gateways since 2026.7 keep a ledger: update OpenClaw.']);
  });
});

it('asks the journal from shortly before the last sign on, however much later the finding is read', () => {
  const [killed] = findingsOf(evidenceGap as never, [...boot(0), message(hour), ...boot(hour + 9 * minute)]);
  expect(killed?.remediation[0]).toMatch(/`journalctl -k --since "2026-11-21 12:55:\d\d UTC" \| grep/);
});
