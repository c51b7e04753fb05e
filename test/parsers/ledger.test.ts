import { describe, expect, test } from 'vitest';
import { fixture, read } from './read-lines.ts';

const page = fixture('ledger/page.json');

function row(sequence: number, more: object = {}) {
  const base = { schemaVersion: 1, eventId: `e${sequence}`, sequence, occurredAt: 1795356475000 + sequence };
  const rest = {
    eventType: 'tool_action',
    toolName: 'bash',
    status: 'started',
    runId: 'r',
    actor: { type: 'agent', id: 'main' },
  };
  return { ...base, ...rest, ...more };
}

const ndjson = (...rows: readonly object[]) => rows.map((value) => JSON.stringify(value)).join('\n');

test('tells a page that was printed newest first in the order of its rows', () => {
  const { events } = read('ledger', page);
  const sequence = events.map(({ time }) => time);
  expect(events).toHaveLength(24);
  expect(sequence).toEqual([...sequence].sort((a, b) => a - b));
});

test('cites the line of the page that names the row', () => {
  const lines = String(page).split('\n');
  for (const { eventId, source } of read('ledger', page).events) {
    expect(lines[('line' in source ? source.line : 0) - 1]).toContain(eventId);
  }
});

test('says nothing before the end', () => {
  const { events } = read('ledger', '');
  expect(events).toEqual([]);
});

describe('rows', () => {
  test.each([
    ['started', { phase: 'start', outcome: 'unknown' }],
    ['succeeded', { phase: 'end', outcome: 'ok' }],
    ['failed', { phase: 'end', outcome: 'error' }],
    ['blocked', { phase: 'end', outcome: 'blocked' }],
    ['cancelled', { phase: 'end', outcome: 'cancelled' }],
    ['timed_out', { phase: 'end', outcome: 'timeout' }],
    ['unknown', { phase: 'end', outcome: 'unknown' }],
  ])('of a tool that %s', (status, expected) => {
    expect(read('ledger', ndjson(row(1, { status }))).events).toMatchObject([
      { type: 'toolExecution', tool: 'exec', runId: 'r', eventId: 'e1', ...expected },
    ]);
  });

  test('of runs and messages', () => {
    const rows = [
      row(1, { eventType: 'agent_run' }),
      row(2, { eventType: 'agent_run', status: 'failed' }),
      row(3, {
        eventType: 'inbound_message',
        status: 'blocked',
        channel: 'telegram',
        actor: { type: 'channel_sender', id: 'h' },
      }),
      row(4, {
        eventType: 'outbound_message',
        status: 'succeeded',
        actor: { type: 'system', id: 'gateway' },
      }),
    ];
    expect(read('ledger', ndjson(...rows)).events).toMatchObject([
      { type: 'agentRun', status: 'started' },
      { type: 'agentRun', status: 'finished', outcome: 'error' },
      { type: 'message', outcome: 'skipped', actor: { id: 'h', channel: 'telegram', kind: 'unknown' } },
      { type: 'message', outcome: 'ok', direction: 'outbound', actor: { id: 'gateway', kind: 'system' } },
    ]);
  });
});

describe('the sequence', () => {
  test('a hole is a gap that says how many and from when to when', () => {
    const { events } = read('ledger', ndjson(row(9), row(5), row(4)));
    expect(events).toMatchObject([
      { type: 'toolExecution' },
      { type: 'toolExecution' },
      { type: 'evidenceGap', gap: 'sequence', missing: 3, from: 1795356475005, to: 1795356475009 },
      { type: 'toolExecution' },
    ]);
  });

  test('pages that overlap are told once', () => {
    const pages = [{ events: [row(3), row(2)], nextCursor: '2' }, { events: [row(2), row(1)] }];
    expect(
      read('ledger', pages.map((value) => JSON.stringify(value, null, 2)).join('\n')).events,
    ).toHaveLength(3);
  });

  test('two rows with one number contradict each other', () => {
    const { events } = read('ledger', ndjson(row(1), row(1, { eventId: 'other' })));
    expect(events).toMatchObject([{ gap: 'conflict' }, { type: 'toolExecution' }, { type: 'toolExecution' }]);
  });
});

test.each([
  ['a page that breaks off', page.slice(0, 500)],
  ['a line of something else', 'hello'],
  ['a row of an unknown kind', JSON.stringify(row(1, { eventType: 'coffee' }))],
])('leaves a gap for %s', (_, text) => {
  expect(read('ledger', `${text}\n`).events).toMatchObject([{ type: 'evidenceGap', gap: 'unreadable' }]);
});

test('reads arrays of rows', () => {
  expect(read('ledger', JSON.stringify([row(2), row(1)])).events).toHaveLength(2);
});
