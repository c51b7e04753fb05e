import type { OpenedDatabase } from './open-database.ts';
import { rowsOf } from './sqlite.ts';
import type { Table } from './tables.ts';

/** How far a table was read. */
export interface TablePosition {
  /** The highest id. */
  readonly row: number;
  /** Of each moment the last time, and the last id at that time. */
  readonly last: { readonly [moment: string]: readonly [time: number, row: number] };
}

export const tableStart: TablePosition = { row: 0, last: {} };

/** One moment of one row. */
export interface RowKey {
  readonly row: number;
  readonly time: number;
  readonly moment: string;
}

export interface OrderOptions {
  /** Rows of earlier times stay unread. */
  readonly oldest?: number | undefined;
  /** Only what came after it, in the order in which it came. */
  readonly after?: TablePosition | undefined;
  /** Rows at most: the newest. */
  readonly most: number;
}

/** The rows of a table in the order in which they are told. */
export class RowOrder {
  readonly #moments: readonly string[];
  // Two numbers a row: millions of rows fit.
  readonly #keys: number[] = [];
  readonly #times: number[] = [];
  readonly tooMany: boolean;

  constructor({ connection, tables }: OpenedDatabase, table: Table, options: OrderOptions) {
    const has = tables.get(table.name);
    this.#moments = Object.keys(table.moments).filter((moment) => has?.has(table.moments[moment] ?? ''));
    const parts = this.#moments.map((moment, index) => partOf(table, moment, { ...options, index }));
    const byRow = table.inOrder || (table.appended && options.after);
    const order = byRow ? 'id DESC' : 'at DESC, id DESC';
    const sql = `SELECT id, at, moment FROM (${parts.join(' UNION ALL ')}) ORDER BY ${order} LIMIT ${options.most + 1}`;
    for (const { id, at, moment } of parts.length > 0 ? rowsOf(connection.prepare(sql)) : []) {
      this.#keys.push(Number(id) * this.#moments.length + Number(moment));
      this.#times.push(Number(at));
    }
    this.tooMany = this.#keys.length > options.most;
    if (this.tooMany) this.#keys.pop();
  }

  get length(): number {
    return this.#keys.length;
  }

  /** The first is the oldest. */
  at(index: number): RowKey {
    const back = this.length - 1 - index;
    const key = this.#keys[back] ?? 0;
    const moment = this.#moments[key % this.#moments.length] ?? '';
    return { row: Math.floor(key / this.#moments.length), time: this.#times[back] ?? 0, moment };
  }
}

/** A position that has gone past that row. */
export function past({ row, last }: TablePosition, key: RowKey): TablePosition {
  const [time, at] = last[key.moment] ?? [Number.NEGATIVE_INFINITY, 0];
  const isLater = key.time > time || (key.time === time && key.row > at);
  return {
    row: Math.max(row, key.row),
    last: isLater ? { ...last, [key.moment]: [key.time, key.row] } : last,
  };
}

function partOf(table: Table, moment: string, options: OrderOptions & { index: number }): string {
  const time = `"${table.moments[moment]}"`;
  const conditions = [
    `typeof(${time}) = 'integer'`,
    ...sinceOf(table, time, options),
    ...afterOf(table, moment, options),
  ];
  if (table.where !== undefined) conditions.push(table.where);
  return `SELECT rowid AS id, ${time} AS at, ${options.index} AS moment FROM "${table.name}" WHERE ${conditions.join(' AND ')}`;
}

function sinceOf({ name, inOrder }: Table, time: string, { oldest }: OrderOptions): readonly string[] {
  if (oldest === undefined || !Number.isFinite(oldest)) return [];
  const since = `${time} >= ${Math.floor(oldest)}`;
  // Where ids tell the order, no row in between may be missing.
  return inOrder ? [`rowid >= (SELECT min(rowid) FROM "${name}" WHERE ${since})`] : [since];
}

function afterOf(table: Table, moment: string, { after }: OrderOptions): readonly string[] {
  if (after === undefined) return [];
  if (table.appended) return [`rowid > ${Math.floor(after.row)}`];
  const [time, row] = after.last[moment] ?? [Number.MIN_SAFE_INTEGER, 0];
  return [`("${table.moments[moment]}", rowid) > (${Math.floor(time)}, ${Math.floor(row)})`];
}
