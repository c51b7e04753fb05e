import { constants, rmSync } from 'node:fs';
import { chmod, copyFile, mkdtemp, open, realpath, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { notThere } from '../open-file.ts';

const tries = 5;

/** Names of folders with copies begin so. */
export const copyPrefix = 'openclaw-audit-database-';

export interface PrivateCopy {
  /** Of the copied main file, in a folder that only this user may enter. */
  readonly path: string;
  readonly generation: Generation;
  /** Removes the folder. An open connection goes on reading, but on Windows. */
  remove(): void;
}

export interface CopyOptions {
  /** Bytes of the database with its log, at most. */
  readonly limit: number;
  /** Where copies are made; the folder for temporary files. */
  readonly folder?: string | undefined;
  /** Called between the copies of main file and log; for tests. */
  readonly between?: () => void;
}

/** The database could not be copied: the message says why. */
export class CopyError extends Error {}

/** How the files of a database are copied. */
export interface DatabaseParts {
  readonly main: (original: string) => Promise<void>;
  /** The log, which may not be there. */
  readonly log: (original: string) => Promise<void>;
}

/** What a copy was made of: as long as it is the same, the copied main file and a fresh copy of the log are one whole. */
export type Generation = string;

/**
 * Copies a database with what is not yet in its main file, as of one moment. The original is only read: a live
 * gateway is never locked out, and nothing is left beside it.
 */
export async function privateCopy(path: string, options: CopyOptions): Promise<PrivateCopy> {
  const original = await realpath(path);
  const folder = await mkdtemp(join(options.folder ?? tmpdir(), copyPrefix));
  const remove = removerOf(folder);
  const copy = join(folder, 'database');
  const parts = {
    main: (from: string) => copyPart(from, copy),
    log: async () => {
      for (const log of ['-wal', '-journal']) await copyPart(original + log, copy + log);
    },
  };
  try {
    const generation = await copyDatabase(path, parts, options);
    return { path: copy, generation, remove };
  } catch (error) {
    remove();
    throw error;
  }
}

/** Copies what has changed since a copy of that generation; returns the generation of what was copied. */
export async function copyDatabase(
  path: string,
  parts: DatabaseParts,
  { limit, between, since }: CopyOptions & { readonly since?: Generation },
): Promise<Generation> {
  const original = await realpath(path);
  let known = since;
  for (let attempt = 0; attempt < tries; attempt += 1) {
    const before = await stateOf(original);
    if (before.size > limit)
      throw new CopyError(`it has ${before.size} bytes, more than the ${limit} that are read`);
    // The main file comes first: what a checkpoint moves meanwhile is still in the log.
    if (before.moment !== known) await parts.main(original);
    between?.();
    await parts.log(`${original}-wal`);
    const after = await stateOf(original);
    if (before.moment === after.moment) return before.moment;
    known = undefined;
  }
  throw new CopyError(`it is too busy: it changed during each of ${tries} copies`);
}

async function copyPart(from: string, to: string): Promise<void> {
  rmSync(to, { force: true });
  const isLog = /-(?:wal|journal)$/.test(from);
  await copyFile(from, to, constants.COPYFILE_FICLONE).catch((error) => {
    if (!isLog) throw error;
    notThere(error);
  });
  await chmod(to, 0o600).catch(notThere);
}

/** What must not change while the files are copied one after the other. */
async function stateOf(path: string): Promise<{ readonly moment: string; readonly size: number }> {
  const main = await stat(path, { bigint: true });
  const wal = await headOf(`${path}-wal`, 32);
  const journal = await headOf(`${path}-journal`, 28);
  // With a log, the main file may change: what is copied of it in between is in the log as well.
  const unlogged = wal.head === '' ? [main.size, main.mtimeNs, (await headOf(path, 100)).head] : [];
  const moment = [main.dev, main.ino, wal.head, journal.head, ...unlogged].join(' ');
  return { moment, size: Number(main.size) + wal.size };
}

/** The first bytes of a file: of a log, those that change when it starts anew. */
async function headOf(path: string, length: number): Promise<{ head: string; size: number }> {
  const file = await open(path).catch(notThere);
  if (file === undefined) return { head: '', size: 0 };
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, 0);
    return { head: buffer.subarray(0, bytesRead).toString('hex'), size: (await file.stat()).size };
  } finally {
    await file.close();
  }
}

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** The folder is removed by whoever made it, and when the process is ended before. */
function removerOf(folder: string): () => void {
  const remove = () => rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
  const onSignal = (signal: NodeJS.Signals) => {
    stop();
    if (process.listenerCount(signal) === 0) process.kill(process.pid, signal);
  };
  const stop = () => {
    process.off('exit', remove);
    for (const signal of signals) process.off(signal, onSignal);
    remove();
  };
  process.on('exit', remove);
  for (const signal of signals) process.on(signal, onSignal);
  return stop;
}
