import type { Line } from '../../model/source.ts';
import type { OpenedDatabase } from './open-database.ts';
import { zstdText } from './packed-text.ts';
import { past, type RowKey, RowOrder, type TablePosition, tableStart } from './row-order.ts';
import type { Cell, Statement } from './sqlite.ts';
import type { Table } from './tables.ts';

const mostRows = 5_000_000;
const longestCell = 64 * 1024;
const defaultLimit = 1024 * 1024;
const batch = 32;
const none = new Uint8Array(0);

export interface RowsOptions {
  /** Shown to people, and in every position. */
  readonly name: string;
  readonly oldest?: number | undefined;
  /** Only what came after it. */
  readonly after?: TablePosition | undefined;
  /** Bytes kept of one record. */
  readonly limit?: number | undefined;
  /** Whose transcript a row belongs to. */
  readonly sessionOf?: ((sessionId: string) => Line['session']) | undefined;
}

interface Row {
  readonly [column: string]: Cell;
}

/** The rows of one table as lines. */
export class TableRows {
  readonly #database: OpenedDatabase;
  readonly #table: Table;
  readonly #options: RowsOptions;
  readonly #has: ReadonlySet<string>;
  #order: RowOrder | undefined;
  /** More rows than are read: the oldest stay unread. */
  tooMany = false;
  position: TablePosition;

  constructor(database: OpenedDatabase, table: Table, options: RowsOptions) {
    this.#database = database;
    this.#table = table;
    this.#options = options;
    this.#has = database.tables.get(table.name) ?? new Set();
    this.position = options.after ?? tableStart;
  }

  /** Columns that should be there. */
  get missing(): readonly string[] {
    const { columns, moments, record } = this.#table;
    const wanted = new Set([...columns, ...Object.values(moments), ...(record ? [record.text] : [])]);
    return [...wanted].filter((column) => !this.#has.has(column));
  }

  /** Looks which rows there are; done by `read` unless it was done before. */
  look(): RowOrder {
    const { oldest, after } = this.#options;
    this.#order ??= new RowOrder(this.#database, this.#table, { oldest, after, most: mostRows });
    return this.#order;
  }

  /** There are rows, and what stands for their time is none: they cannot be told. A gateway may leave it empty. */
  get areTimeless(): boolean {
    const times = Object.values(this.#table.moments).filter((column) => this.#has.has(column));
    const timed = times.map((column) => `typeof("${column}") IN ('integer', 'null')`).join(' OR ') || '0';
    return this.look().length === 0 && this.#hasAny('1') && !this.#hasAny(`(${timed})`);
  }

  *read(): Generator<readonly Line[]> {
    const order = this.look();
    this.tooMany = order.tooMany;
    if (order.length === 0) return;
    const statement = this.#database.connection.prepare(this.#select());
    // A whole number may be larger than JavaScript can hold.
    statement.setReadBigInts(true);
    // The first batches of many sources are held at once.
    for (let at = 0, size = 4; at < order.length; at += size, size = batch) {
      const keys = Array.from({ length: Math.min(size, order.length - at) }, (_, index) =>
        order.at(at + index),
      );
      yield keys.flatMap((key) => this.#line(statement, key));
      for (const key of keys) this.position = past(this.position, key);
    }
  }

  #hasAny(condition: string): boolean {
    const { name, where = '1' } = this.#table;
    const sql = `SELECT 1 FROM "${name}" WHERE ${where} AND ${condition} LIMIT 1`;
    return this.#database.connection.prepare(sql).get() !== undefined;
  }

  /** Of a text that is too long only the length is read. */
  #select(): string {
    const { name, columns, optional = [], record } = this.#table;
    const { limit = defaultLimit } = this.#options;
    const cells = [...columns, ...optional]
      .filter((column) => this.#has.has(column))
      .map((column) => short(column, longestCell));
    const words =
      record && this.#has.has(record.text) ? [short(record.text, limit), lengthOf(record.text)] : [];
    const zstd = record?.zstd;
    const packed =
      zstd !== undefined && this.#has.has(zstd) ? [short(zstd, limit), '"event_utf8_bytes"'] : [];
    return `SELECT ${[...cells, ...words, ...packed].join(', ')} FROM "${name}" WHERE rowid = ?`;
  }

  #line(statement: Statement, { row: id, time: at, moment }: RowKey): readonly Line[] {
    const row = statement.get(id);
    if (row === undefined) return [];
    const place = {
      name: this.#options.name,
      table: this.#table.name,
      line: id,
      offset: 0,
      terminated: true,
    };
    const session = this.#sessionOf(row);
    const { record } = this.#table;
    if (record === undefined) {
      const bytes = Buffer.from(JSON.stringify({ ...row, moment, at }, numbers));
      return [{ ...place, bytes, length: bytes.length }];
    }
    const { text, length } = this.#record(row, record);
    const bytes = text === undefined ? none : Buffer.from(text);
    return [
      { ...place, bytes, length, ...(session && { session }), ...(text === undefined && { cut: true }) },
    ];
  }

  #record(
    row: Row,
    { text, zstd = '' }: NonNullable<Table['record']>,
  ): { text: string | undefined; length: number } {
    const plain = row[text];
    if (typeof plain === 'string') return { text: plain, length: Number(row.length ?? plain.length) };
    const packed = row[zstd];
    const length = Number(row.length ?? row.event_utf8_bytes ?? 0);
    const { limit = defaultLimit } = this.#options;
    if (!(packed instanceof Uint8Array) || length > limit) return { text: undefined, length };
    return { text: zstdText(packed, length) ?? '\ufffd', length };
  }

  #sessionOf({ session_id: sessionId }: Row): Line['session'] {
    return typeof sessionId === 'string' ? this.#options.sessionOf?.(sessionId.slice(0, 512)) : undefined;
  }
}

function short(column: string, most: number): string {
  return `CASE WHEN octet_length("${column}") <= ${most} THEN "${column}" END AS "${column}"`;
}

function lengthOf(column: string): string {
  return `octet_length("${column}") AS length`;
}

function numbers(_: string, value: unknown): unknown {
  return typeof value === 'bigint' ? Number(value) : value;
}
