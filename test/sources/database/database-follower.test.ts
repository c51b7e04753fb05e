import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { DatabaseFollower, type SavedDatabases } from '../../../src/sources/database/database-follower.ts';
import type { FoundDatabase } from '../../../src/sources/database/found-database.ts';
import {
  type Database,
  hasSqlite,
  openGatewayDatabase,
  recordedRows,
} from '../../support/gateway-database.ts';
import { folderWith, textOf } from '../temporary-folder.ts';

async function live(name: 'state' | 'agent'): Promise<{ file: FoundDatabase; database: Database }> {
  const path = join(await folderWith({}), name === 'state' ? 'openclaw.sqlite' : 'openclaw-agent.sqlite');
  const database = openGatewayDatabase(path);
  onTestFinished(() => database.close());
  database.exec(recordedRows(name));
  return { database, file: { name: path, path, linked: false, given: false, gateway: 'home' } };
}

function following(saved?: SavedDatabases): DatabaseFollower {
  const follower = new DatabaseFollower({ every: 0, now: () => 0, ...(saved && { saved }) });
  onTestFinished(() => follower.close());
  return follower;
}

/** `table row` of what is new, in the order in which it is told. */
async function newRows(follower: DatabaseFollower, file: FoundDatabase): Promise<string[]> {
  const rows: string[] = [];
  for (const { read } of await follower.look([file])) {
    for await (const lines of read()) rows.push(...lines.map(({ table, line }) => `${table} ${line}`));
  }
  return rows;
}

const ledgerRow = (sequence: number, time = 1795356168000) =>
  `INSERT INTO audit_events (sequence, event_id, source_id, source_sequence, occurred_at, kind, action, status,
   actor_type, actor_id) VALUES (${sequence}, 'e${sequence}', 's${sequence}', 1, ${time}, 'agent_run', 'x', 'started', 'agent', 'main')`;

const words = (seq: number, time: number) =>
  `INSERT INTO transcript_events (session_id, seq, event_json, created_at) VALUES ('s', ${seq}, '{"seq":${seq}}', ${time})`;

describe.skipIf(!hasSqlite)('followed databases', () => {
  test('tell each row once, also after a restart', async () => {
    const { file, database } = await live('state');
    const first = following();
    expect(await newRows(first, file)).toContain('audit_events 216');
    expect(await newRows(first, file)).toEqual([]);
    database.exec(ledgerRow(1000));
    expect(await newRows(first, file)).toEqual(['audit_events 1000']);
    database.exec(ledgerRow(1001, 1));
    const saved = JSON.parse(JSON.stringify(first.save()));
    expect(await newRows(following(saved), file)).toEqual(['audit_events 1001']);
  });

  test('name what was looked into and had no rows', async () => {
    const { file, database } = await live('state');
    database.exec('DELETE FROM operator_approvals');
    const follower = following();
    await newRows(follower, file);
    expect(follower.empty).toEqual(['approvals']);
  });

  test('tell what becomes of a row that was told before', async () => {
    const { file, database } = await live('state');
    const follower = following();
    await newRows(follower, file);
    const columns = 'approval_id, resolution_ref, kind, status, presentation_json, reviewer_device_ids_json';
    const pending = `'a1', '${'x'.repeat(43)}', 'exec', 'pending', '{"commandText":"id"}', '[]'`;
    database.exec(`INSERT INTO operator_approvals (${columns}, audience_session_keys_json, runtime_epoch,
      created_at_ms, expires_at_ms, updated_at_ms)
      VALUES (${pending}, '[]', 'e', 1795356500000, 1795356600000, 1795356500000)`);
    expect(await newRows(follower, file)).toEqual(['operator_approvals 4']);
    database.exec(`UPDATE operator_approvals SET status = 'denied', decision = 'deny', terminal_reason = 'user',
      resolver_kind = 'device', resolved_at_ms = 1795356510000, updated_at_ms = 1795356510000 WHERE approval_id = 'a1'`);
    const [resolved] = await follower.look([file]);
    const texts: string[] = [];
    for await (const lines of resolved?.read() ?? []) texts.push(...lines.map(textOf));
    expect(texts.map((text) => JSON.parse(text))).toMatchObject([{ moment: 'resolved', status: 'denied' }]);
    expect(await newRows(follower, file)).toEqual([]);
  });

  test('miss no row whose id was used before', async () => {
    const { file, database } = await live('agent');
    const follower = following();
    await newRows(follower, file);
    database.exec(words(1, 1795356300000));
    database.exec(words(2, 1795356300001));
    expect(await newRows(follower, file)).toEqual(['transcript_events 19', 'transcript_events 20']);
    database.exec("DELETE FROM transcript_events WHERE session_id = 's'");
    for (const seq of [3, 4, 5]) database.exec(words(seq, 1795356400000 + seq));
    expect(await newRows(follower, file)).toEqual([
      ...['transcript_events 19', 'transcript_events 20', 'transcript_events 21'],
    ]);
    expect(await newRows(follower, file)).toEqual([]);
  });

  test('say why they cannot be read, as long as it is so', async () => {
    const { file } = await live('state');
    const follower = new DatabaseFollower({ every: 0, now: () => 0, databaseLimit: 10 });
    expect(await newRows(follower, file)).toEqual([]);
    expect(follower.problems).toMatchObject([
      { name: file.name, note: expect.stringContaining('more than') },
    ]);
    await follower.look([]);
    expect(follower.problems).toEqual([]);
  });
});

test.skipIf(hasSqlite)('without node:sqlite, following says so', async () => {
  const follower = new DatabaseFollower();
  const file = { name: 'a.sqlite', path: '/a.sqlite', linked: false, given: false, gateway: 'home' };
  expect(await follower.look([file])).toEqual([]);
  expect(follower.problems).toMatchObject([{ note: expect.stringContaining('cannot read databases') }]);
});
