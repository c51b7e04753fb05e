import type { Line, Source, SourceGap, SourceKind } from '../../model/source.ts';
import type { IgnoredFile } from '../found.ts';
import type { OpenOptions } from '../open-options.ts';
import type { FoundDatabase } from './found-database.ts';
import { type OpenedDatabase, openDatabase } from './open-database.ts';
import { sqlite, whyNoSqlite } from './sqlite.ts';
import { describeTable, OpenTable, tablesIn } from './table-source.ts';
import type { Table } from './tables.ts';
import { whyUnreadable } from './why-unreadable.ts';

export interface DatabaseSources {
  readonly sources: readonly { readonly path: string; readonly source: Source }[];
  readonly problems: readonly SourceGap[];
  /** What tables hold that were looked into and had no rows. */
  readonly empty: readonly SourceKind[];
  /** Tables that stay closed, and databases without any. */
  readonly ignored: readonly IgnoredFile[];
}

const nothing: DatabaseSources = { sources: [], problems: [], empty: [], ignored: [] };

/** One source for each table that holds evidence. */
export async function databaseSources(
  files: readonly FoundDatabase[],
  options: OpenOptions,
): Promise<DatabaseSources> {
  const problem = unreadByThisNode(files);
  if (problem !== undefined) return { ...nothing, problems: [problem] };
  const all: DatabaseSources[] = [];
  for (const file of files) all.push(await sourcesOf(file, options));
  return {
    sources: all.flatMap(({ sources }) => sources),
    problems: all.flatMap(({ problems }) => problems),
    empty: all.flatMap(({ empty }) => empty),
    ignored: all.flatMap(({ ignored }) => ignored),
  };
}

/** One line for all databases, where this Node can read none. */
export function unreadByThisNode(files: readonly FoundDatabase[]): SourceGap | undefined {
  const [first, ...others] = files;
  if (first === undefined || sqlite() !== undefined) return undefined;
  const more = others.length === 0 ? '' : ` and ${others.length} more`;
  return { kind: 'unreadable', name: `${first.name}${more}`, note: whyNoSqlite() };
}

async function sourcesOf(file: FoundDatabase, options: OpenOptions): Promise<DatabaseSources> {
  try {
    const database = await openDatabase(file.path, options);
    return new SourcesOfDatabase(file, database, options).all();
  } catch (error) {
    return { ...nothing, problems: [{ kind: 'unreadable', name: file.name, note: whyUnreadable(error) }] };
  }
}

/** The sources of one database share its connection; the last to be read closes it. */
class SourcesOfDatabase {
  readonly #file: FoundDatabase;
  readonly #database: OpenedDatabase;
  readonly #options: OpenOptions;
  readonly #empty: SourceKind[] = [];
  #open = 0;

  constructor(file: FoundDatabase, database: OpenedDatabase, options: OpenOptions) {
    this.#file = file;
    this.#database = database;
    this.#options = options;
  }

  all(): DatabaseSources {
    const { transcripts = true } = this.#options;
    const isClosed = ({ words }: Table) => words === true && !transcripts;
    const tables = tablesIn(this.#database);
    const closed = tables.filter(isClosed).map(({ name }) => name);
    const sources = tables.filter((table) => !isClosed(table)).flatMap((table) => this.#sourceOf(table));
    this.#open = sources.length;
    if (sources.length === 0) this.#database.close();
    const notes = closed.length === 0 ? [] : [`${closed.join(', ')}: left closed`];
    if (sources.length + closed.length === 0) notes.push('a database without rows of evidence');
    return {
      sources,
      problems: [],
      empty: this.#empty,
      ignored: notes.map((note) => this.#ignored(note)),
    };
  }

  #ignored(note: string): IgnoredFile {
    const { path, name, relative = name } = this.#file;
    return { path: `${path}:${note}`, name, relative, note };
  }

  /** Nothing, when the table has no rows of the time that is asked for. */
  #sourceOf(table: Table): readonly { readonly path: string; readonly source: Source }[] {
    const { oldest, limit } = this.#options;
    const given = { ...(oldest !== undefined && { oldest }), ...(limit !== undefined && { limit }) };
    const open = new OpenTable(this.#file, this.#database, { table, ...given });
    if (!open.hasRows()) {
      this.#empty.push(table.kind);
      return [];
    }
    const source = { ...describeTable(this.#file, table), gaps: open.gaps, read: () => this.#read(open) };
    return [{ path: `${this.#file.path}:${table.name}`, source }];
  }

  async *#read(table: OpenTable): AsyncGenerator<readonly Line[]> {
    try {
      yield* table.read();
    } finally {
      this.#open -= 1;
      if (this.#open === 0) this.#database.close();
    }
  }
}
