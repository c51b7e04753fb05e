import { CopyError, privateCopy } from './private-copy.ts';
import { type Connection, sqlite } from './sqlite.ts';

const defaultLimit = 2 * 1024 ** 3;

/** A database that was opened as a private copy, of which nothing is left on disk. */
export interface OpenedDatabase {
  readonly connection: Connection;
  /** Names of the columns of each real table. */
  readonly tables: ReadonlyMap<string, ReadonlySet<string>>;
  close(): void;
}

/** Opens a copy of the database; throws an `Error` that says why it cannot be read. */
export async function openDatabase(
  path: string,
  { databaseLimit: limit = defaultLimit }: { readonly databaseLimit?: number },
): Promise<OpenedDatabase> {
  const module = sqlite();
  if (module === undefined) throw new CopyError('this Node has no node:sqlite');
  const copy = await privateCopy(path, { limit });
  let connection: Connection | undefined;
  try {
    connection = new module.DatabaseSync(copy.path);
    // Alone with its copy it needs no shared memory; what it reads may be hostile.
    connection.exec(
      'PRAGMA locking_mode = EXCLUSIVE; PRAGMA temp_store = MEMORY; PRAGMA trusted_schema = OFF;' +
        'PRAGMA cell_size_check = ON; PRAGMA cache_size = -2000; PRAGMA query_only = ON;',
    );
    const tables = tablesOf(connection);
    return { connection, tables, close: closerOf(connection, copy.remove) };
  } catch (error) {
    connection?.close();
    copy.remove();
    throw error;
  }
}

function closerOf(connection: Connection, remove: () => void): () => void {
  // All files are open by now, so that their names can go: a run that is killed leaves nothing behind.
  if (process.platform !== 'win32') remove();
  return () => {
    connection.close();
    remove();
  };
}

function tablesOf(connection: Connection): Map<string, ReadonlySet<string>> {
  const names = connection
    .prepare(
      `SELECT name FROM sqlite_schema WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%' LIMIT 10000`,
    )
    .all();
  const columns = connection.prepare('SELECT name FROM pragma_table_info(?) LIMIT 2000');
  return new Map(
    names.map(({ name }) => [
      String(name),
      new Set(columns.all(String(name)).map((row) => String(row.name))),
    ]),
  );
}
