import { readdirSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { privateCopy } from '../../../src/sources/database/private-copy.ts';
import { openDirectory } from '../../../src/sources/directory.ts';
import {
  type Database,
  hasSqlite,
  openGatewayDatabase,
  recordedRows,
  writeGatewayDatabase,
} from '../../support/gateway-database.ts';
import { folderWith, textOf } from '../temporary-folder.ts';

const onSqlite = test.skipIf(!hasSqlite);

async function liveFolder(): Promise<{ folder: string; path: string; database: Database }> {
  const folder = await folderWith({ 'openclaw.json': '{}' });
  const path = join(folder, 'state/openclaw.sqlite');
  const database = openGatewayDatabase(path);
  onTestFinished(() => database.close());
  database.exec(recordedRows('state'));
  return { folder, path, database };
}

async function ledgerIn(folder: string): Promise<string[]> {
  const { sources } = await openDirectory(folder);
  const ledger = sources.find(({ kind }) => kind === 'ledger');
  const texts: string[] = [];
  for (const source of sources) {
    for await (const batch of source.read()) if (source === ledger) texts.push(...batch.map(textOf));
  }
  return texts;
}

const insert = (sequence: number) =>
  `INSERT INTO audit_events (sequence, event_id, source_id, source_sequence, occurred_at, kind, action, status,
   actor_type, actor_id) VALUES (${sequence}, 'e${sequence}', 's${sequence}', 1, 1795356168000, 'agent_run', 'x', 'started', 'agent', 'main')`;

const copies = () => readdirSync(tmpdir()).filter((name) => name.startsWith('openclaw-audit-database-'));

onSqlite(
  'a live gateway is read while it writes: what is committed is seen, nobody waits, nothing is left',
  async () => {
    const { folder, path, database } = await liveFolder();
    const before = readdirSync(join(folder, 'state')).sort();
    const files = before.map((name) => statSync(join(folder, 'state', name), { bigint: true }));
    database.exec(insert(1000));
    database.exec('BEGIN IMMEDIATE');
    database.exec(insert(1001));

    const texts = await ledgerIn(folder);
    expect(texts.filter((text) => text.includes('"e1000"'))).toHaveLength(1);
    expect(texts.filter((text) => text.includes('"e1001"'))).toEqual([]);

    database.exec('COMMIT');
    expect((await ledgerIn(folder)).filter((text) => text.includes('"e1001"'))).toHaveLength(1);
    expect(readdirSync(join(folder, 'state')).sort()).toEqual(before);
    // Only the log has grown, and by the writer alone: the main file is as it was.
    const main = statSync(path, { bigint: true });
    expect([main.mtimeNs, main.size]).toEqual([files[0]?.mtimeNs, files[0]?.size]);
    expect(copies()).toEqual([]);
  },
);

onSqlite('a database that nobody has open is read, and gets no files beside it', async () => {
  const folder = await folderWith({ 'openclaw.json': '{}' });
  writeGatewayDatabase(join(folder, 'state/openclaw.sqlite'), 'state');
  expect(readdirSync(join(folder, 'state'))).toEqual(['openclaw.sqlite']);
  expect((await ledgerIn(folder)).length).toBeGreaterThan(10);
  expect(readdirSync(join(folder, 'state'))).toEqual(['openclaw.sqlite']);
});

onSqlite('what is moved from the log to the main file during the copy is not lost', async () => {
  const { path, database } = await liveFolder();
  database.exec(insert(1000));
  let moved = false;
  const copy = await privateCopy(path, {
    limit: 1e9,
    between: () => {
      if (!moved) database.exec('PRAGMA wal_checkpoint(PASSIVE)');
      moved = true;
    },
  });
  onTestFinished(() => copy.remove());
  const read = openGatewayDatabase(copy.path);
  expect(read.prepare("SELECT event_id FROM audit_events WHERE event_id = 'e1000'").all()).toHaveLength(1);
  expect(read.prepare('PRAGMA integrity_check').all()).toEqual([{ integrity_check: 'ok' }]);
  read.close();
});

onSqlite(
  'a log that starts anew during the copy makes it begin again; one that always does is told',
  async () => {
    const { path, database } = await liveFolder();
    let next = 1000;
    const restart = () => {
      database.exec('PRAGMA wal_checkpoint(TRUNCATE)');
      database.exec(insert(next++));
    };
    let turns = 0;
    const copy = await privateCopy(path, { limit: 1e9, between: () => turns++ === 0 && restart() });
    expect(turns).toBe(2);
    copy.remove();
    await expect(privateCopy(path, { limit: 1e9, between: restart })).rejects.toThrow('too busy');
    expect(copies()).toEqual([]);
  },
);
