import { CopyError, type PrivateCopy, privateCopy } from './private-copy.ts';
import { type Connection, sqlite } from './sqlite.ts';

export const defaultLimit = 2 * 1024 ** 3;

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
  const copy = await privateCopy(path, { limit });
  const opened = connect(copy, { alone: true });
  // All files are open by now, so that their names can go: a run that is killed leaves nothing behind.
  if (process.platform !== 'win32') copy.remove();
  return opened;
}

/** Opens that copy. `alone`: nobody writes to it any more, so that it needs no shared memory. */
export function connect(copy: PrivateCopy, { alone }: { readonly alone: boolean }): OpenedDatabase {
  let connection: Connection | undefined;
  try {
    const module = sqlite();
    if (module === undefined) throw new CopyError('this Node has no node:sqlite');
    connection = new module.DatabaseSync(copy.path);
    // What it reads may be hostile.
    connection.exec(
      `PRAGMA locking_mode = ${alone ? 'EXCLUSIVE' : 'NORMAL'}; PRAGMA temp_store = MEMORY; PRAGMA trusted_schema = OFF;` +
        'PRAGMA cell_size_check = ON; PRAGMA cache_size = -2000; PRAGMA query_only = ON;',
    );
    return { connection, tables: tablesOf(connection), close: closerOf(connection, copy.remove) };
  } catch (error) {
    connection?.close();
    copy.remove();
    throw error;
  }
}

function closerOf(connection: Connection, remove: () => void): () => void {
  return () => {
    connection.close();
    remove();
  };
}

/** Names of the columns of each real table. */
export function tablesOf(connection: Connection): Map<string, ReadonlySet<string>> {
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
