export type Cell = string | number | bigint | null | Uint8Array;

export interface Statement {
  get(...parameters: Cell[]): { readonly [column: string]: Cell } | undefined;
  all(...parameters: Cell[]): { readonly [column: string]: Cell }[];
  iterate?(...parameters: Cell[]): IterableIterator<{ readonly [column: string]: Cell }>;
  setReadBigInts(enabled: boolean): void;
}

export interface Connection {
  exec(sql: string): void;
  prepare(sql: string): Statement;
  close(): void;
}

/** Of `node:sqlite`: what is used of it. The types of Node 20 do not know it. */
interface SqliteModule {
  readonly DatabaseSync: new (path: string) => Connection;
}

/** `node:sqlite`, where this Node has it: from 22.13 on, or from 22.5 with a flag. */
export function sqlite(): SqliteModule | undefined {
  const { emitWarning } = process;
  // Loading it says that it is experimental, on standard error.
  process.emitWarning = () => {};
  try {
    return process.getBuiltinModule('node:sqlite') as SqliteModule | undefined;
  } catch {
    return undefined;
  } finally {
    process.emitWarning = emitWarning;
  }
}

/** Why databases stay unread on this Node, and what to do. */
export function whyNoSqlite(): string {
  return `this Node ${process.versions.node} cannot read databases; run with Node 22.13 or later, or give the ledger as \`openclaw audit --json\` prints it`;
}

/** The rows of a statement one after the other, where this Node can; else all at once. */
export function rowsOf(statement: Statement): Iterable<{ readonly [column: string]: Cell }> {
  return statement.iterate === undefined ? statement.all() : statement.iterate();
}
