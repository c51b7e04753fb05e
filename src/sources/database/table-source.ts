import type { Line, Source, SourceGap } from '../../model/source.ts';
import type { FoundDatabase } from './found-database.ts';
import type { OpenedDatabase } from './open-database.ts';
import type { TablePosition } from './row-order.ts';
import { sessionOwners } from './session-owners.ts';
import { TableRows } from './table-rows.ts';
import { agentTables, stateTables, type Table } from './tables.ts';
import { whyUnreadable } from './why-unreadable.ts';

export interface ReadOptions {
  /** Rows of earlier times stay unread. */
  readonly oldest?: number;
  /** Bytes kept of one record. */
  readonly limit?: number;
  readonly transcripts?: boolean;
}

/** The tables of evidence that a database has. */
export function tablesIn({ tables }: OpenedDatabase): readonly Table[] {
  return [...stateTables, ...agentTables].filter(({ name }) => tables.has(name));
}

/** What is known of a table before it is read. */
export function describeTable(
  { name, agentId, given, gateway }: FoundDatabase,
  table: Table,
): Omit<Source, 'read' | 'gaps'> {
  return {
    name: `${name}:${table.name}`,
    kind: table.kind,
    table: table.name,
    ...(agentId !== undefined && { agentId }),
    ...(gateway !== undefined && { gateway }),
    ...(!given && { found: true }),
  };
}

/** One table of an open database. */
export class OpenTable {
  readonly #file: FoundDatabase;
  readonly #database: OpenedDatabase;
  readonly #table: Table;
  readonly #options: ReadOptions & { readonly after?: TablePosition | undefined };
  readonly gaps: SourceGap[] = [];
  #rows: TableRows | undefined;

  constructor(
    file: FoundDatabase,
    database: OpenedDatabase,
    {
      table,
      ...options
    }: ReadOptions & { readonly table: Table; readonly after?: TablePosition | undefined },
  ) {
    this.#file = file;
    this.#database = database;
    this.#table = table;
    this.#options = options;
  }

  /** How far it was read; `undefined` before that. */
  get position(): TablePosition | undefined {
    return this.#rows?.position;
  }

  /** Whether there is anything to read; also when looking for it fails. */
  hasRows(): boolean {
    try {
      const rows = this.#open();
      return rows.look().length > 0 || (this.#options.after === undefined && rows.areTimeless);
    } catch {
      return true;
    }
  }

  *read(): Generator<readonly Line[]> {
    this.gaps.length = 0;
    try {
      const rows = this.#open();
      if (rows.missing.length > 0)
        this.#gap('unreadable', `schema drift: it has no ${rows.missing.join(', ')}`);
      if (rows.areTimeless) this.#gap('unreadable', 'its rows have no time that is known');
      yield* rows.read();
      if (rows.tooMany) this.#gap('oversize', 'it has more rows than are read: the oldest stayed unread');
    } catch (error) {
      this.#gap('unreadable', whyUnreadable(error));
    }
  }

  #open(): TableRows {
    const { name, agentId } = this.#file;
    const { oldest, limit, after } = this.#options;
    const sessionOf = this.#table.words && sessionOwners(this.#database, agentId);
    this.#rows ??= new TableRows(this.#database, this.#table, { name, oldest, limit, after, sessionOf });
    return this.#rows;
  }

  #gap(kind: SourceGap['kind'], note: string): void {
    this.gaps.push({ kind, name: `${this.#file.name}:${this.#table.name}`, note });
  }
}
