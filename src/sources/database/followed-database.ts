import type { Line, Source, SourceGap, SourceKind } from '../../model/source.ts';
import type { FoundDatabase } from './found-database.ts';
import { type KeepOptions, KeptDatabase } from './kept-database.ts';
import { type OpenedDatabase, tablesOf } from './open-database.ts';
import type { TablePosition } from './row-order.ts';
import { describeTable, OpenTable, type ReadOptions, tablesIn } from './table-source.ts';
import type { Table } from './tables.ts';
import { whyUnreadable } from './why-unreadable.ts';

/** How far each table was read. */
export interface SavedDatabase {
  readonly [table: string]: TablePosition;
}

/** A table that is read on, as it grows. */
export interface FollowedTable {
  /** Stable over restarts: the path of the database, and the table. */
  readonly key: string;
  readonly source: Source;
  read(): AsyncGenerator<readonly Line[]>;
  takeGaps(): readonly SourceGap[];
}

/** One database, of which a private copy is kept up to date. */
export class FollowedDatabase {
  readonly #options: ReadOptions & KeepOptions;
  readonly #positions: Map<string, TablePosition>;
  /** What was told of a table is told once. */
  readonly #told = new Set<string>();
  #kept: KeptDatabase | undefined;
  /** What tables hold that were looked into and had no new rows. */
  readonly empty = new Set<SourceKind>();
  problem: SourceGap | undefined;

  constructor(options: ReadOptions & KeepOptions, saved: SavedDatabase = {}) {
    this.#options = options;
    this.#positions = new Map(Object.entries(saved));
  }

  /** The tables that have new rows. */
  async look(file: FoundDatabase): Promise<readonly FollowedTable[]> {
    try {
      const database = await this.#current(file.path);
      this.problem = undefined;
      const news = this.#tables(database).flatMap((table) => this.#news(file, database, table));
      if (news.length === 0 && !this.#kept?.canFollow) await this.close();
      return news;
    } catch (error) {
      await this.close();
      this.problem = { kind: 'unreadable', name: file.name, note: whyUnreadable(error) };
      return [];
    }
  }

  save(): SavedDatabase {
    return Object.fromEntries(this.#positions);
  }

  async close(): Promise<void> {
    const kept = this.#kept;
    this.#kept = undefined;
    await kept?.close();
  }

  /** As it is now. */
  async #current(path: string): Promise<OpenedDatabase> {
    if (this.#kept?.canFollow) await this.#kept.follow(path);
    else {
      await this.close();
      this.#kept = await KeptDatabase.open(path, this.#options);
    }
    const { connection, close } = this.#kept.opened;
    return { connection, close, tables: tablesOf(connection) };
  }

  #tables(database: OpenedDatabase): readonly Table[] {
    const { transcripts = true } = this.#options;
    return tablesIn(database).filter(({ words }) => transcripts || !words);
  }

  #news(file: FoundDatabase, database: OpenedDatabase, table: Table): readonly FollowedTable[] {
    const { oldest, limit } = this.#options;
    const after = this.#positions.get(table.name);
    const given = { ...(oldest !== undefined && { oldest }), ...(limit !== undefined && { limit }) };
    const open = new OpenTable(file, database, { table, after, ...given });
    if (!open.hasRows()) {
      this.empty.add(table.kind);
      return [];
    }
    const key = `${file.path}:${table.name}`;
    const read = () => this.#read(open, table.name);
    const source = { ...describeTable(file, table), gaps: [], read };
    return [{ key, source, read, takeGaps: () => this.#newGaps(key, open) }];
  }

  async *#read(open: OpenTable, table: string): AsyncGenerator<readonly Line[]> {
    yield* open.read();
    if (open.position !== undefined) this.#positions.set(table, open.position);
  }

  #newGaps(key: string, { gaps }: OpenTable): readonly SourceGap[] {
    const fresh = gaps.filter(({ note }) => !this.#told.has(`${key}\n${note}`));
    for (const { note } of fresh) this.#told.add(`${key}\n${note}`);
    return fresh;
  }
}
