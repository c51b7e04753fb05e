import { describe, expect, test } from 'vitest';
import type { AuditEvent } from '../../src/model/event.ts';
import type { JsonObject } from '../../src/model/json.ts';
import type { Line, SourceKind } from '../../src/model/source.ts';
import { parserFor } from '../../src/parsers/index.ts';
import { fixture, summary } from './read-lines.ts';

interface Recorded {
  readonly kind: SourceKind;
  readonly table: string;
  readonly row: number;
  readonly session?: NonNullable<Line['session']>;
  readonly record: JsonObject;
}

const recorded = fixture('database/rows.ndjson')
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line) as Recorded);

function lineOf({ table, row, session, record }: Omit<Recorded, 'kind'>): Line {
  const bytes = Buffer.from(JSON.stringify(record));
  const place = { name: 'x.sqlite', table, line: row, offset: 0, length: bytes.length, terminated: true };
  return { ...place, bytes, ...(session && { session }) };
}

function read(kind: SourceKind, rows: readonly Omit<Recorded, 'kind'>[]): readonly AuditEvent[] {
  const context = { gateway: 'home', agentId: 'research', onSeen: () => {}, onUnknown: () => {} };
  const parser = parserFor(kind, context);
  return [...rows.map(lineOf).flatMap((line) => parser.parse(line)), ...parser.end()];
}

const rowsOf = (table: string) => recorded.filter((one) => one.table === table);
const tables = [...new Set(recorded.map(({ table }) => table))];

test.each(tables)('real rows of %s say what they said before', async (table) => {
  const rows = rowsOf(table);
  const events = read(rows[0]?.kind ?? 'plain', rows);
  for (const { source } of events) expect(source).toMatchObject({ name: 'x.sqlite', table });
  expect(events.filter(({ type }) => type === 'evidenceGap')).toEqual([]);
  await expect(summary(events)).toMatchFileSnapshot(`./snapshots/rows-${table}.txt`);
});

test('a row of the ledger says the same as its printed form', () => {
  const printed = {
    ...{ schemaVersion: 1, eventId: 'e', sequence: 1, sourceSequence: 1, occurredAt: 1795356167000 },
    ...{ redaction: 'metadata_only', kind: 'tool_action', action: 'tool.action.finished', status: 'blocked' },
    ...{
      eventType: 'tool_action',
      actor: { type: 'agent', id: 'main' },
      agentId: 'main',
      sessionKey: 'agent:main:a',
    },
    ...{ sessionId: 's', runId: 'r', toolName: 'exec', toolCallId: 'sha256:00', errorCode: 'tool_blocked' },
  };
  const record = {
    ...{ sequence: 1, event_id: 'e', occurred_at: 1795356167000, kind: 'tool_action', status: 'blocked' },
    ...{ action: 'tool.action.finished', actor_type: 'agent', actor_id: 'main', agent_id: 'main' },
    ...{
      session_key: 'agent:main:a',
      session_id: 's',
      run_id: 'r',
      tool_name: 'exec',
      tool_call_id: 'sha256:00',
    },
    ...{ error_code: 'tool_blocked', direction: null, channel: null },
  };
  const page = { bytes: Buffer.from(JSON.stringify({ events: [printed] })), name: 'p', line: 1, offset: 0 };
  const context = { gateway: 'home', onSeen: () => {}, onUnknown: () => {} };
  const parser = parserFor('ledger', context);
  parser.parse({ ...page, length: page.bytes.length, terminated: true });
  const [{ source: _, ...fromPage } = { source: null }] = parser.end();
  const [{ source, ...fromRow } = { source: null }] = read('ledger', [
    { table: 'audit_events', row: 1, record },
  ]);
  expect(fromRow).toEqual(fromPage);
  expect(source).toEqual({ name: 'x.sqlite', table: 'audit_events', row: 1 });
});

test('rows that were taken out of the ledger are missed', () => {
  const rows = rowsOf('audit_events');
  const events = read('ledger', [...rows.slice(0, 3), ...rows.slice(5)]);
  expect(events.filter(({ type }) => type === 'evidenceGap')).toMatchObject([
    { gap: 'sequence', missing: 2 },
  ]);
});

test('a transcript is read per session, though its rows lie among those of others', () => {
  const entry = (message: object) => ({ type: 'message', timestamp: '2026-11-22T14:07:32.855Z', message });
  const call = { type: 'toolCall', id: 'c1', name: 'exec', arguments: {} };
  const rows = [
    {
      session: { sessionId: 'a', sessionKey: 'agent:main:a' },
      record: entry({ role: 'assistant', content: [call] }),
    },
    {
      session: { sessionId: 'b' },
      record: entry({ role: 'toolResult', toolCallId: 'c1', toolName: 'exec' }),
    },
    {
      session: { sessionId: 'a' },
      record: entry({ role: 'toolResult', toolCallId: 'c1', toolName: 'exec' }),
    },
  ];
  const told = read(
    'transcript',
    rows.map((row, index) => ({ table: 't', row: index + 1, ...row })) as never,
  );
  expect(told).toMatchObject([
    { sessionId: 'a', sessionKey: 'agent:main:a', phase: 'start' },
    { sessionId: 'b', orphan: true },
    { sessionId: 'a', sessionKey: 'agent:main:a', phase: 'end' },
  ]);
  expect(told[2]).not.toHaveProperty('orphan');
});

describe('a row without what it should have is a gap', () => {
  const kinds: readonly SourceKind[] = [
    'approvals',
    'devices',
    'decisions',
    'cron-runs',
    'sessions',
    'ledger',
  ];
  test.each(kinds)('%s', (kind) => {
    for (const record of [
      {},
      { at: 1, moment: 'x' },
      { moment: [], device_id: {}, at: '1' },
    ] as JsonObject[]) {
      const events = read(kind, [{ table: 't', row: 1, record }]);
      expect(events.map(({ type }) => type)).toEqual(['evidenceGap']);
    }
  });
});

test('a record that is too long is missed, not passed over', () => {
  const line = { name: 'x', table: 't', line: 1, offset: 0, length: 4_000_000, terminated: true, cut: true };
  for (const kind of ['transcript', 'config-audit', 'trajectory'] as const) {
    const parser = parserFor(kind, { gateway: 'home', onSeen: () => {}, onUnknown: () => {} });
    expect(parser.parse({ ...line, bytes: new Uint8Array(0) })).toMatchObject([{ gap: 'oversize' }]);
  }
});

test('reading goes on after a restart with what was heard and called before', () => {
  const context = { gateway: 'home', onSeen: () => {}, onUnknown: () => {} };
  const entry = (message: object) => ({ type: 'message', timestamp: '2026-11-22T14:07:32.855Z', message });
  const call = (id: string) => ({ type: 'toolCall', id, name: 'send', arguments: { to: 'eve@example.org' } });
  const row = (id: number, message: object) =>
    lineOf({ table: 't', row: id, session: { sessionId: 'a' }, record: entry(message) as JsonObject });
  const before = parserFor('transcript', context);
  before.parse(row(1, { role: 'user', content: 'to eve@example.org' }));
  before.parse(row(2, { role: 'assistant', content: [call('c1')] }));
  const saved = JSON.parse(JSON.stringify(before.save?.()));
  const after = parserFor('transcript', { ...context, saved });
  const [end] = after.parse(row(3, { role: 'toolResult', toolCallId: 'c1', toolName: 'send', content: [] }));
  expect(end).not.toHaveProperty('orphan');
  const [start] = after.parse(row(4, { role: 'assistant', content: [call('c2')] }));
  expect(start).toMatchObject({ origins: { to: 'user' } });

  const ledger = parserFor('ledger', context);
  const rows = rowsOf('audit_events').map(lineOf);
  for (const line of rows.slice(0, 3)) ledger.parse(line);
  const resumed = parserFor('ledger', { ...context, saved: ledger.save?.() ?? null });
  expect(
    rows
      .slice(3)
      .flatMap((line) => resumed.parse(line))
      .filter(({ type }) => type === 'evidenceGap'),
  ).toEqual([]);
  const holed = parserFor('ledger', { ...context, saved: ledger.save?.() ?? null });
  expect(rows.slice(4, 5).flatMap((line) => holed.parse(line))[0]).toMatchObject({
    gap: 'sequence',
    missing: 1,
  });
});
