import { type BigIntStats, constants } from 'node:fs';
import { type FileHandle, open, readdir, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';

/** A regular file that must not have become a pipe since it was found: opening a pipe would wait for ever. */
export const withoutWaiting = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0);

export interface FileOnDisk {
  /** Shown to people, and in every position. */
  readonly name: string;
  readonly path: string;
  /** Device and inode as found; absent for a pipe, whose path is all it is. */
  readonly identity?: string;
  /** Bytes as found, when known. */
  readonly size?: number;
}

export function identityOf(stats: BigIntStats): string {
  return `${stats.dev}:${stats.ino}`;
}

/** What the file system says of a regular file. */
export function diskFacts(stats: BigIntStats): { identity: string; size: number; modified: number } {
  return { identity: identityOf(stats), size: Number(stats.size), modified: Number(stats.mtimeMs) };
}

/** Opens the file that was found, also when it was rotated to another name, or compressed, in the meantime. */
export async function openFile({ path, identity }: FileOnDisk): Promise<FileHandle> {
  if (identity === undefined) return await open(path, 'r');
  const here = await openAs(path, identity).catch(notThere);
  if (here !== undefined) return here;
  const elsewhere = await findRenamed(path, identity);
  if (elsewhere !== undefined) return elsewhere;
  return await open(path, withoutWaiting).catch(async (error) => {
    notThere(error);
    return await open(`${path}.gz`, withoutWaiting).catch(() => Promise.reject(error));
  });
}

/** Opens a path when it still is this file. */
export async function openAs(path: string, identity: string): Promise<FileHandle | undefined> {
  const handle = await open(path, withoutWaiting);
  if (identityOf(await handle.stat({ bigint: true })) === identity) return handle;
  await handle.close();
  return undefined;
}

/** Opens this file under the name that it has by now, in the same folder. */
export async function findRenamed(path: string, identity: string): Promise<FileHandle | undefined> {
  const stem = basename(path).split('.', 1)[0] ?? '';
  const names = await readdir(dirname(path)).catch(() => []);
  for (const name of names.filter((sibling) => sibling.startsWith(stem))) {
    const candidate = join(dirname(path), name);
    const stats = await stat(candidate, { bigint: true }).catch(() => undefined);
    if (stats?.isFile() && identityOf(stats) === identity) return await openAs(candidate, identity);
  }
  return undefined;
}

export function notThere(error: unknown): undefined {
  if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
  throw error;
}
