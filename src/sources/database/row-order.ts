import type { OpenedDatabase } from './open-database.ts';
import { type Connection, rowsOf } from './sqlite.ts';
import type { Table } from './tables.ts';

/** How far a table was read. */
export interface TablePosition {
  /** The highest id, and the time of that row: ids may be given anew when the last rows are deleted. */
  readonly row: number;
  readonly time: number;
  /** Of each moment the last time, and the last id at that time. */
  readonly last: { readonly [moment: string]: readonly [time: number, row: number] };
}

export const tableStart: TablePosition = { row: 0, time: Number.MIN_SAFE_INTEGER, last: {} };

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
    const { after } = options;
    const isAppended = table.appended === true && after !== undefined && endsThere(connection, table, after);
    const has = tables.get(table.name);
    this.#moments = Object.keys(table.moments).filter((moment) => has?.has(table.moments[moment] ?? ''));
    const parts = this.#moments.map((moment, index) =>
      partOf(table, moment, { ...options, index, isAppended }),
    );
    const byRow = table.inOrder === true || isAppended;
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
export function past({ row, time: rowTime, last }: TablePosition, key: RowKey): TablePosition {
  const isHigher = key.row >= row;
  const [time, at] = last[key.moment] ?? [Number.NEGATIVE_INFINITY, 0];
  const isLater = key.time > time || (key.time === time && key.row > at);
  return {
    row: isHigher ? key.row : row,
    time: isHigher ? key.time : rowTime,
    last: isLater ? { ...last, [key.moment]: [key.time, key.row] } : last,
  };
}

interface PartOptions extends OrderOptions {
  readonly index: number;
  /** What is new has a higher id. */
  readonly isAppended: boolean;
}

function partOf(table: Table, moment: string, options: PartOptions): string {
  const time = `"${table.moments[moment]}"`;
  const conditions = [
    `typeof(${time}) = 'integer'`,
    ...sinceOf(table, time, options),
    ...afterOf(table, moment, options),
  ];
  if (table.where !== undefined) conditions.push(table.where);
  return `SELECT rowid AS id, ${time} AS at, ${options.index} AS moment FROM "${table.name}" WHERE ${conditions.join(' AND ')}`;
}

/** Whether the last row that was read is still where it was. */
function endsThere(connection: Connection, { name, moments }: Table, { row, time }: TablePosition): boolean {
  if (row === 0) return true;
  const columns = Object.values(moments).map((column) => `"${column}" = ${Math.floor(time)}`);
  const sql = `SELECT 1 FROM "${name}" WHERE rowid = ${Math.floor(row)} AND (${columns.join(' OR ')})`;
  return connection.prepare(sql).get() !== undefined;
}

function sinceOf({ name, inOrder }: Table, time: string, { oldest }: OrderOptions): readonly string[] {
  if (oldest === undefined || !Number.isFinite(oldest)) return [];
  const since = `${time} >= ${Math.floor(oldest)}`;
  // Where ids tell the order, no row in between may be missing.
  return inOrder ? [`rowid >= (SELECT min(rowid) FROM "${name}" WHERE ${since})`] : [since];
}

function afterOf(table: Table, moment: string, { after, isAppended }: PartOptions): readonly string[] {
  if (after === undefined) return [];
  if (isAppended) return [`rowid > ${Math.floor(after.row)}`];
  const [time, row] = after.last[moment] ?? [Number.MIN_SAFE_INTEGER, 0];
  return [`("${table.moments[moment]}", rowid) > (${Math.floor(time)}, ${Math.floor(row)})`];
}
