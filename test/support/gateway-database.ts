import { mkdirSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';

/** Of `node:sqlite`, which the types of Node 20 do not know. */
export interface Database {
  exec(sql: string): void;
  prepare(sql: string): { run(...values: unknown[]): unknown; all(): { [column: string]: unknown }[] };
  close(): void;
}

interface Module {
  readonly DatabaseSync: new (path: string, options?: object) => Database;
}

const module = process.getBuiltinModule('node:sqlite') as Module | undefined;

/** Tests that write databases run where Node can. */
export const hasSqlite = module !== undefined;

/** A database as a gateway keeps it: a log beside it, from which nothing is moved unless told. */
export function openGatewayDatabase(path: string): Database {
  if (module === undefined) throw new Error('this Node has no node:sqlite');
  mkdirSync(dirname(path), { recursive: true });
  const database = new module.DatabaseSync(path, { enableForeignKeyConstraints: false });
  database.exec('PRAGMA journal_mode = WAL; PRAGMA wal_autocheckpoint = 0;');
  return database;
}

/** Tables and rows that real gateways wrote: `state` or `agent`. */
export function recordedRows(name: 'state' | 'agent'): string {
  return readFileSync(new URL(`../fixtures/database/${name}.sql`, import.meta.url), 'utf8');
}

/** A database with the recorded rows, closed. */
export function writeGatewayDatabase(path: string, name: 'state' | 'agent', more = ''): void {
  const database = openGatewayDatabase(path);
  database.exec(recordedRows(name));
  database.exec(more);
  database.close();
}
