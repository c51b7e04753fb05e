import { constants, rmSync } from 'node:fs';
import { chmod, copyFile, mkdtemp, open, realpath, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { notThere } from '../open-file.ts';

const tries = 5;

export interface PrivateCopy {
  /** Of the copied main file, in a folder that only this user may enter. */
  readonly path: string;
  /** Removes the folder. An open connection goes on reading, but on Windows. */
  remove(): void;
}

export interface CopyOptions {
  /** Bytes of the database with its log, at most. */
  readonly limit: number;
  /** Called between the copies of main file and log; for tests. */
  readonly between?: () => void;
}

/** The database could not be copied: the message says why. */
export class CopyError extends Error {}

/**
 * Copies a database with what is not yet in its main file, as of one moment. The original is only read: a live
 * gateway is never locked out, and nothing is left beside it.
 */
export async function privateCopy(path: string, options: CopyOptions): Promise<PrivateCopy> {
  const original = await realpath(path);
  const folder = await mkdtemp(join(tmpdir(), 'openclaw-audit-database-'));
  const remove = removerOf(folder);
  try {
    for (let attempt = 0; attempt < tries; attempt += 1) {
      if (await copyOnce(original, folder, options)) return { path: join(folder, 'database'), remove };
    }
    throw new CopyError(`it is too busy: it changed during each of ${tries} copies`);
  } catch (error) {
    remove();
    throw error;
  }
}

/** Whether the copy is of one moment. The main file comes first: what a checkpoint moves meanwhile is still in the log. */
async function copyOnce(original: string, folder: string, { limit, between }: CopyOptions): Promise<boolean> {
  const before = await stateOf(original);
  if (before.size > limit) {
    throw new CopyError(`it has ${before.size} bytes, more than the ${limit} that are read`);
  }
  const copy = join(folder, 'database');
  await copyPart(original, copy);
  between?.();
  for (const log of ['-wal', '-journal']) await copyPart(original + log, copy + log);
  const after = await stateOf(original);
  return before.moment === after.moment;
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
