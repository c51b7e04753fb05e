import { cpSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Line, Source } from '../../../src/model/source.ts';
import { openDirectory } from '../../../src/sources/directory.ts';
import type { OpenOptions } from '../../../src/sources/open-options.ts';
import { openPaths } from '../../../src/sources/open-paths.ts';
import { hasSqlite, openGatewayDatabase, writeGatewayDatabase } from '../../support/gateway-database.ts';
import { folderWith, textOf } from '../temporary-folder.ts';

const state = 'state/openclaw.sqlite';
const agent = 'agents/research/agent/openclaw-agent.sqlite';

async function gatewayFolder(more: { state?: string; agent?: string } = {}): Promise<string> {
  const folder = await folderWith({ 'openclaw.json': '{}' });
  writeGatewayDatabase(join(folder, state), 'state', more.state);
  writeGatewayDatabase(join(folder, agent), 'agent', more.agent);
  return folder;
}

/** Lines are copied: they are valid until the next batch. */
async function readAll(sources: readonly Source[]): Promise<Map<string, readonly Line[]>> {
  const lines = new Map<string, readonly Line[]>();
  for (const { table = '', read } of sources) {
    const all: Line[] = [];
    for await (const batch of read())
      all.push(...batch.map((line) => ({ ...line, bytes: line.bytes.slice() })));
    lines.set(table, all);
  }
  return lines;
}

async function open(folder: string, options: OpenOptions = {}) {
  const opened = await openDirectory(folder, options);
  return { ...opened, lines: await readAll(opened.sources) };
}

describe.skipIf(!hasSqlite)('databases', () => {
  test('are one source for each table that holds evidence', async () => {
    const { sources, problems, lines } = await open(await gatewayFolder());
    expect(problems).toEqual([]);
    expect(sources.map(({ table, kind }) => `${table} ${kind}`).sort()).toEqual([
      'audit_events ledger',
      'cron_run_receipts cron-runs',
      'device_pairing_paired devices',
      'device_pairing_pending devices',
      'diagnostic_events config-audit',
      'execution_decision_facts decisions',
      'operator_approvals approvals',
      'session_nodes sessions',
      'session_state_events sessions',
      'trajectory_runtime_events trajectory',
      'transcript_events transcript',
    ]);
    expect(sources.flatMap(({ gaps }) => gaps)).toEqual([]);
    expect(lines.get('transcript_events')).toHaveLength(18);
  });

  test('give rows their table, id and session, compressed ones too', async () => {
    const { lines } = await open(await gatewayFolder());
    const rows = lines.get('transcript_events') ?? [];
    expect(rows[6]).toMatchObject({
      name: expect.stringMatching(/openclaw-agent\.sqlite$/),
      table: 'transcript_events',
      line: 7,
      session: {
        sessionId: 'd432bd84-9c8d-4c59-ad71-c7246d051457',
        sessionKey: 'agent:research:paper',
        agentId: 'research',
      },
    });
    for (const row of rows) expect(JSON.parse(textOf(row))).toHaveProperty('type');
  });

  test('tell a row that changed in place at each of its times', async () => {
    const { lines } = await open(await gatewayFolder());
    const told = (lines.get('operator_approvals') ?? []).map(textOf).map((text) => JSON.parse(text));
    expect(told.map(({ moment }) => moment)).toEqual([
      ...['requested', 'resolved', 'requested', 'requested', 'resolved', 'resolved'],
    ]);
    const times = told.map(({ at }) => at);
    expect(times).toEqual([...times].sort());
  });

  test('never give tokens and keys away: those columns are not read', async () => {
    const { lines } = await open(await gatewayFolder());
    const all = [...lines.values()].flat().map(textOf).join('\n');
    expect(all).not.toContain('example-device-token');
    expect(all).not.toContain('public_key');
    expect(all).not.toContain('entry_json');
  });

  test('leave what was said closed when transcripts are', async () => {
    const { lines, ignored } = await open(await gatewayFolder(), { transcripts: false });
    expect(lines.has('transcript_events')).toBe(false);
    expect(lines.has('trajectory_runtime_events')).toBe(false);
    expect(lines.has('session_nodes')).toBe(true);
    expect(ignored).toContain(`${agent} (transcript_events, trajectory_runtime_events: left closed)`);
  });

  test('leave rows of earlier times unread', async () => {
    const folder = await gatewayFolder();
    const all = (await open(folder)).lines.get('audit_events') ?? [];
    const middle = JSON.parse(textOf(all[7] as Line)).occurred_at;
    const some = (await open(folder, { oldest: middle })).lines.get('audit_events') ?? [];
    expect(some.map(({ line }) => line)).toEqual(all.slice(all.length - some.length).map(({ line }) => line));
    expect(some.length).toBeLessThan(all.length);
  });

  test('are told by time, also when sessions were moved in one after the other', async () => {
    const older = `INSERT INTO transcript_events (session_id, seq, event_json, created_at)
      VALUES ('old', 0, '{"type":"session","id":"old"}', 1)`;
    const { lines } = await open(await gatewayFolder({ agent: older }));
    expect(lines.get('transcript_events')?.[0]).toMatchObject({ line: 19, session: { sessionId: 'old' } });
  });

  test('with a table of another shape say so, and are read as far as they go', async () => {
    const drift =
      'ALTER TABLE audit_events DROP COLUMN tool_name; ALTER TABLE audit_events ADD COLUMN new_one TEXT;';
    const { sources, lines } = await open(await gatewayFolder({ state: drift }));
    const ledger = sources.find(({ table }) => table === 'audit_events');
    expect(ledger?.gaps).toMatchObject([{ kind: 'unreadable', note: 'schema drift: it has no tool_name' }]);
    expect(lines.get('audit_events')?.length).toBeGreaterThan(10);
  });

  test('name what was looked into and had no rows', async () => {
    const { sources, empty } = await open(await gatewayFolder({ state: 'DELETE FROM operator_approvals;' }));
    expect(empty).toEqual(['approvals']);
    expect(sources.map(({ kind }) => kind)).not.toContain('approvals');
    const { empty: ofThatTime = [] } = await open(await gatewayFolder(), { oldest: 4_000_000_000_000 });
    expect(new Set(ofThatTime)).toContain('approvals');
  });

  test.each([
    "UPDATE device_pairing_pending SET ts = '2026-11-22T12:00:00Z';",
    'ALTER TABLE device_pairing_pending RENAME COLUMN ts TO asked_at;',
  ])('whose rows have no time that is known are not empty, and say so: %s', async (drift) => {
    const loose = `CREATE TABLE loose AS SELECT * FROM device_pairing_pending;
      DROP TABLE device_pairing_pending; ALTER TABLE loose RENAME TO device_pairing_pending; ${drift}`;
    const { sources, empty = [] } = await open(await gatewayFolder({ state: loose }));
    const table = sources.find(({ name }) => name.endsWith(':device_pairing_pending'));
    expect(table?.gaps.at(-1)).toMatchObject({ note: 'its rows have no time that is known' });
    expect(empty).not.toContain('devices');
  });

  test('of an older version lack columns that came later, which is no drift', async () => {
    const older =
      'ALTER TABLE audit_events DROP COLUMN delivery_kind; ALTER TABLE audit_events DROP COLUMN reason_code;';
    const { sources, lines } = await open(await gatewayFolder({ state: older }));
    expect(sources.flatMap(({ gaps }) => gaps)).toEqual([]);
    expect(lines.get('audit_events')?.length).toBeGreaterThan(10);
  });

  test('whose change is rolled back by a journal are read as they were', async () => {
    const folder = await gatewayFolder();
    const path = join(folder, state);
    const writer = openGatewayDatabase(path);
    writer.exec('PRAGMA journal_mode = DELETE; PRAGMA cache_size = 1; BEGIN');
    writer.exec("UPDATE operator_approvals SET presentation_json = 'changed' || hex(zeroblob(20000))");
    // As after a crash: the main file is half written, and the journal says how it was.
    const crashed = await folderWith({ 'openclaw.json': '{}', 'state/x': '' });
    cpSync(path, join(crashed, state));
    cpSync(`${path}-journal`, join(crashed, `${state}-journal`));
    writer.exec('ROLLBACK');
    writer.close();
    const { lines, problems } = await open(crashed);
    expect(problems).toEqual([]);
    const texts = (lines.get('operator_approvals') ?? []).map(textOf);
    expect(texts).toHaveLength(6);
    expect(texts.join()).not.toContain('changed');
    expect(readdirSync(join(crashed, 'state')).sort()).toEqual([
      'openclaw.sqlite',
      'openclaw.sqlite-journal',
      'x',
    ]);
  });

  test('with tables that are views or virtual are not believed', async () => {
    const folder = await folderWith({ 'openclaw.json': '{}' });
    const database = openGatewayDatabase(join(folder, state));
    database.exec(`CREATE VIEW audit_events AS SELECT 1 AS sequence, 2 AS occurred_at`);
    database.close();
    const { sources, ignored } = await open(folder);
    expect(sources).toEqual([]);
    expect(ignored).toEqual([`${state} (a database without rows of evidence)`]);
  });

  test('whose rows are too long or damaged lose those rows alone', async () => {
    const hostile = `UPDATE transcript_events SET event_json = '"' || hex(zeroblob(1048576)) || '"' WHERE rowid = 2;
      UPDATE transcript_events SET event_zstd = x'28b52ffd00', event_utf8_bytes = 4194304 WHERE rowid = 7;
      UPDATE transcript_events SET event_zstd = x'28b52ffd00', event_utf8_bytes = 90 WHERE rowid = 8;`;
    const { lines, sources } = await open(await gatewayFolder({ agent: hostile }));
    const rows = lines.get('transcript_events') ?? [];
    const byId = new Map(rows.map((row) => [row.line, row]));
    expect(byId.get(2)).toMatchObject({ cut: true, length: 2097154 });
    expect(byId.get(7)).toMatchObject({ cut: true, length: 4194304 });
    expect(textOf(byId.get(8) as Line)).toBe('\ufffd');
    expect(rows).toHaveLength(18);
    expect(sources.flatMap(({ gaps }) => gaps)).toEqual([]);
  });

  test('that are damaged, too large or no databases are gaps with their reason', async () => {
    const folder = await gatewayFolder();
    writeFileSync(join(folder, state), 'no database at all, and longer than its header would be'.repeat(20));
    const { problems, sources } = await open(folder, { databaseLimit: 10_000 });
    expect(sources).toEqual([]);
    expect(problems.map(({ note }) => note)).toEqual([
      expect.stringContaining('more than the 10000 that are read'),
      expect.stringMatching(/^it is damaged: .*not a database/),
    ]);
  });

  test('with any damage are read as far as they go, or say why not', async () => {
    const whole = readFileSync(join(await gatewayFolder(), agent));
    const damage = fc.array(fc.tuple(fc.nat(whole.length - 1), fc.nat(255)), { minLength: 1, maxLength: 40 });
    const read = async (bytes: readonly (readonly [number, number])[], cut: number) => {
      const damaged = Buffer.from(whole);
      for (const [at, byte] of bytes) damaged[at] = byte;
      const start = damaged.subarray(0, cut % 4 === 0 ? cut : undefined);
      return await open(await folderWith({ 'openclaw.json': '{}', [agent]: start }));
    };
    await fc.assert(
      fc.asyncProperty(damage, fc.nat(whole.length), async (bytes, cut) => {
        const { sources, problems, lines } = await read(bytes, cut);
        const notes = [...problems, ...sources.flatMap(({ gaps }) => gaps)].map(({ note }) => note);
        expect(notes).not.toContain('');
        const longest = Math.max(0, ...[...lines.values()].flat().map(({ bytes: row }) => row.length));
        expect(longest).toBeLessThan(2_000_000);
      }),
      { numRuns: 60 },
    );
  });

  test('that the user names are read, whatever their name', async () => {
    const folder = await folderWith({});
    writeGatewayDatabase(join(folder, 'copy.sqlite'), 'state');
    const { sources } = await openPaths([join(folder, 'copy.sqlite')]);
    expect(sources.map(({ kind }) => kind)).toContain('ledger');
    await readAll(sources);
  });
});

test.skipIf(hasSqlite)(
  'on a Node that cannot read databases, one line says so and how to cure it',
  async () => {
    const folder = await folderWith({ 'openclaw.json': '{}', [state]: '', [agent]: '' });
    const { problems, sources } = await openDirectory(folder);
    expect(sources).toEqual([]);
    expect(problems).toMatchObject([{ name: expect.stringContaining('and 1 more') }]);
    expect(problems[0]?.note).toMatch(/Node 20.*run with Node 22\.13 or later.*openclaw audit --json/);
  },
);
