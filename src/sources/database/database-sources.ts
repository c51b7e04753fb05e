import type { Line, Source, SourceGap } from '../../model/source.ts';
import type { FoundFile, IgnoredFile } from '../found.ts';
import type { OpenOptions } from '../open-options.ts';
import { unreadable } from '../unreadable.ts';
import { type OpenedDatabase, openDatabase } from './open-database.ts';
import { CopyError } from './private-copy.ts';
import { sessionOwners } from './session-owners.ts';
import { sqlite, whyNoSqlite } from './sqlite.ts';
import { TableRows } from './table-rows.ts';
import { agentTables, stateTables, type Table } from './tables.ts';

const defaultLimit = 2 * 1024 ** 3;

export interface DatabaseSources {
  readonly sources: readonly { readonly path: string; readonly source: Source }[];
  readonly problems: readonly SourceGap[];
  /** Tables that are not there, or stay closed. */
  readonly ignored: readonly IgnoredFile[];
}

export interface DatabaseOptions extends OpenOptions {
  readonly gatewayOf: (file: FoundFile) => string | undefined;
}

const nothing: DatabaseSources = { sources: [], problems: [], ignored: [] };

/** One source for each table that holds evidence. */
export async function databaseSources(
  files: readonly FoundFile[],
  options: DatabaseOptions,
): Promise<DatabaseSources> {
  const [first, ...others] = files;
  if (first === undefined) return nothing;
  if (sqlite() === undefined) return { ...nothing, problems: [unreadByThisNode(first, others.length)] };
  const all: DatabaseSources[] = [];
  for (const file of files) all.push(await sourcesOf(file, options));
  return {
    sources: all.flatMap(({ sources }) => sources),
    problems: all.flatMap(({ problems }) => problems),
    ignored: all.flatMap(({ ignored }) => ignored),
  };
}

function unreadByThisNode({ name }: FoundFile, others: number): SourceGap {
  const more = others === 0 ? '' : ` and ${others} more`;
  return { kind: 'unreadable', name: `${name}${more}`, note: whyNoSqlite() };
}

async function sourcesOf(file: FoundFile, options: DatabaseOptions): Promise<DatabaseSources> {
  try {
    const database = await openDatabase(file.path, { limit: options.databaseLimit ?? defaultLimit });
    return new SourcesOfDatabase(file, database, options).all();
  } catch (error) {
    return { ...nothing, problems: [{ kind: 'unreadable', name: file.name, note: whyUnreadable(error) }] };
  }
}

function whyUnreadable(error: unknown): string {
  if (error instanceof CopyError) return error.message;
  if (error instanceof Error && 'errcode' in error) return `it is damaged: ${error.message.slice(0, 200)}`;
  return unreadable('', error).note;
}

/** The sources of one database share its connection; the last to be read closes it. */
class SourcesOfDatabase {
  readonly #file: FoundFile;
  readonly #database: OpenedDatabase;
  readonly #options: DatabaseOptions;
  #open = 0;

  constructor(file: FoundFile, database: OpenedDatabase, options: DatabaseOptions) {
    this.#file = file;
    this.#database = database;
    this.#options = options;
  }

  all(): DatabaseSources {
    const { transcripts = true } = this.#options;
    const here = this.#tables();
    const read = here.filter(({ words }) => transcripts || !words);
    const closed = here.filter((table) => !read.includes(table)).map(({ name }) => name);
    this.#open = read.length;
    if (read.length === 0) this.#database.close();
    const notes = closed.length === 0 ? [] : [`${closed.join(', ')}: left closed`];
    if (here.length === 0) notes.push('a database without tables of evidence');
    return {
      sources: read.map((table) => ({
        path: `${this.#file.path}:${table.name}`,
        source: this.#source(table),
      })),
      problems: [],
      ignored: notes.map((note) => this.#ignored(note)),
    };
  }

  #tables(): readonly Table[] {
    const { tables } = this.#database;
    return [...stateTables, ...agentTables].filter(({ name }) => tables.has(name) && this.#hasRows(name));
  }

  #hasRows(table: string): boolean {
    return this.#database.connection.prepare(`SELECT 1 FROM "${table}" LIMIT 1`).get() !== undefined;
  }

  #ignored(note: string): IgnoredFile {
    const { path, name, relative = name } = this.#file;
    return { path: `${path}:${note}`, name, relative, note };
  }

  #source(table: Table): Source {
    const { name, agentId, given } = this.#file;
    const gateway = this.#options.gatewayOf(this.#file);
    const gaps: SourceGap[] = [];
    return {
      name: `${name}:${table.name}`,
      kind: table.kind,
      table: table.name,
      gaps,
      read: () => this.#read(table, gaps),
      ...(agentId !== undefined && { agentId }),
      ...(gateway !== undefined && { gateway }),
      ...(!given && { found: true }),
    };
  }

  async *#read(table: Table, gaps: SourceGap[]): AsyncGenerator<readonly Line[]> {
    const { name, agentId } = this.#file;
    const { oldest, limit } = this.#options;
    gaps.length = 0;
    const gap = (kind: SourceGap['kind'], note: string) =>
      gaps.push({ kind, name: `${name}:${table.name}`, note });
    try {
      const sessionOf = table.words && sessionOwners(this.#database, agentId);
      const rows = new TableRows(this.#database, table, { name, oldest, limit, sessionOf });
      if (rows.missing.length > 0) {
        gap('unreadable', `schema drift: it has no ${rows.missing.join(', ')}`);
      }
      yield* rows.read();
      if (rows.tooMany) gap('oversize', 'it has more rows than are read: the oldest stayed unread');
    } catch (error) {
      gap('unreadable', whyUnreadable(error));
    } finally {
      this.#open -= 1;
      if (this.#open === 0) this.#database.close();
    }
  }
}
