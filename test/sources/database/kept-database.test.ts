import { readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { KeptDatabase } from '../../../src/sources/database/kept-database.ts';
import { type Database, hasSqlite, openGatewayDatabase } from '../../support/gateway-database.ts';
import { seeded } from '../../support/seeded.ts';
import { folderWith } from '../temporary-folder.ts';

async function live(): Promise<{ path: string; database: Database }> {
  const path = join(await folderWith({}), 'openclaw.sqlite');
  const database = openGatewayDatabase(path);
  onTestFinished(() => database.close());
  database.exec('CREATE TABLE said (id INTEGER PRIMARY KEY, words TEXT)');
  return { path, database };
}

async function keep(path: string, folder?: string): Promise<KeptDatabase> {
  const kept = await KeptDatabase.open(path, { folder });
  onTestFinished(() => kept.close());
  return kept;
}

const say = (database: Database, words: string) =>
  database.prepare('INSERT INTO said (words) VALUES (?)').run(words);

const sum = 'SELECT count(*) AS rows, max(id) AS last, sum(length(words)) AS letters FROM said';

/** What writers of a gateway do to its files, and it does not notice readers. */
const deeds: readonly ((database: Database, text: string) => void)[] = [
  (database, text) => say(database, text),
  (database, text) => {
    database.exec('BEGIN');
    for (let row = 0; row < 50; row++) say(database, text);
    database.exec('COMMIT');
  },
  (database, text) => {
    database.exec('BEGIN');
    for (let row = 0; row < 200; row++) say(database, text);
    database.exec('ROLLBACK');
  },
  (database) => database.exec("UPDATE said SET words = words || '!' WHERE id % 7 = 0"),
  (database) => database.exec('DELETE FROM said WHERE id % 11 = 3'),
  (database) => database.exec('PRAGMA wal_checkpoint(PASSIVE)'),
  (database) => database.exec('PRAGMA wal_checkpoint(RESTART)'),
  (database) => database.exec('PRAGMA wal_checkpoint(TRUNCATE)'),
  (database) => database.exec('VACUUM'),
];

describe.skipIf(!hasSqlite || process.platform === 'win32')('a copy that is kept', () => {
  test.each([1, 2, 3, 4])('holds what the database holds, whatever is done to it (%i)', async (seed) => {
    const below = seeded(seed);
    const { path, database } = await live();
    const kept = await keep(path);
    expect(kept.canFollow).toBe(true);
    for (let round = 0; round < 60; round++) {
      for (let times = below(4); times >= 0; times--)
        deeds[below(deeds.length)]?.(database, 'x'.repeat(1 + below(3000)));
      await kept.follow(path);
      expect(kept.opened.connection.prepare(sum).all()).toEqual(database.prepare(sum).all());
    }
    const [check] = kept.opened.connection.prepare('PRAGMA integrity_check').all();
    expect(Object.values(check ?? {})).toEqual(['ok']);
  });

  test('leaves nothing beside the database, nor where it lies itself', async () => {
    const { path, database } = await live();
    const beside = readdirSync(dirname(path)).sort();
    const folder = await folderWith({});
    const kept = await keep(path, folder);
    expect(readdirSync(folder)).toEqual([]);
    say(database, 'more');
    await kept.follow(path);
    expect(readdirSync(dirname(path)).sort()).toEqual(beside);
    expect(readdirSync(folder)).toEqual([]);
  });

  test('of a database without a log cannot be followed', async () => {
    const { path, database } = await live();
    database.exec('PRAGMA journal_mode = DELETE');
    expect((await keep(path)).canFollow).toBe(false);
  });
});
