import { truncate } from 'node:fs/promises';
import { type Disk, type OpenFile, realDisk } from '../../src/state/disk.ts';

/** Runs before a step happens; what it throws is what the step throws. */
export type BeforeStep = (step: string) => Promise<void> | void;

/** The real disk, with something that happens before each step. */
export function watchedDisk(before: BeforeStep): Disk {
  const watched =
    <A extends readonly unknown[], R>(step: string, run: (...args: A) => Promise<R>) =>
    async (...args: A): Promise<R> => {
      await before(step);
      return await run(...args);
    };
  return {
    mkdir: watched('mkdir', realDisk.mkdir),
    readFile: watched('readFile', realDisk.readFile),
    modified: watched('modified', realDisk.modified),
    link: watched('link', realDisk.link),
    rename: watched('rename', realDisk.rename),
    rm: watched('rm', realDisk.rm),
    open: async (path, flags, mode) => {
      const kind = flags === 'r' ? 'folder' : 'file';
      const file = await watched(`open ${kind}`, realDisk.open)(path, flags, mode);
      return {
        writeFile: watched('write', (bytes) => file.writeFile(bytes)),
        write: (...args) => file.write(...args),
        sync: watched(`sync ${kind}`, () => file.sync()),
        close: () => watched(`close ${kind}`, async () => {})().finally(() => file.close()),
      };
    },
  };
}

export function diskError(code: string): Error {
  return Object.assign(new Error(`${code}: it does not work`), { code });
}

export interface DyingDisk extends Disk {
  /** From this step on (counted from 0), nothing happens any more. */
  dieIn(steps: number): void;
  /** What a power cut does: bytes that were not synced are lost, all or in part. */
  loseUnsynced(share: number): Promise<void>;
}

export function diskThatDies(): DyingDisk {
  const unsynced = new Map<string, number>();
  let left = Number.POSITIVE_INFINITY;
  const disk = watchedDisk(() => {
    if (left-- <= 0) throw diskError('EIO');
  });
  return {
    ...disk,
    dieIn: (steps) => {
      left = steps;
    },
    loseUnsynced: async (share) => {
      for (const [path, bytes] of unsynced) await truncate(path, Math.floor(bytes * share));
    },
    rm: async (path) => {
      await disk.rm(path);
      unsynced.delete(path);
    },
    link: async (from, to) => {
      await disk.link(from, to);
      copyEntry(unsynced, from, to);
    },
    rename: async (from, to) => {
      await disk.rename(from, to);
      copyEntry(unsynced, from, to);
      unsynced.delete(from);
    },
    open: async (path, flags, mode) => remembering(await disk.open(path, flags, mode), path, unsynced),
  };
}

function remembering(file: OpenFile, path: string, unsynced: Map<string, number>): OpenFile {
  return {
    close: file.close,
    write: file.write,
    writeFile: async (bytes) => {
      await file.writeFile(bytes);
      unsynced.set(path, bytes.length);
    },
    sync: async () => {
      await file.sync();
      unsynced.delete(path);
    },
  };
}

function copyEntry(unsynced: Map<string, number>, from: string, to: string): void {
  const bytes = unsynced.get(from);
  if (bytes !== undefined) unsynced.set(to, bytes);
}
