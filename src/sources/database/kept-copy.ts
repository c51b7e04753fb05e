import { type FileHandle, open } from 'node:fs/promises';
import type { DatabaseParts } from './private-copy.ts';

const blockBytes = 1024 * 1024;
/** Of the index of the log: both copies of its header. While they are wrong SQLite reads the log anew. */
const indexHeader = Buffer.alloc(136);

/**
 * The files of a copy that is kept, held open while they have no names any more. Of a database with a log only the
 * log is copied anew until it starts from its beginning: the pages that a checkpoint moves meanwhile are in it too.
 */
export class KeptCopy {
  readonly #main: FileHandle;
  readonly #log: FileHandle;
  readonly #index: FileHandle;

  private constructor(files: { main: FileHandle; log: FileHandle; index: FileHandle }) {
    this.#main = files.main;
    this.#log = files.log;
    this.#index = files.index;
  }

  /** `path`: of the copy, which SQLite has opened. Throws when it has no log. */
  static async of(path: string): Promise<KeptCopy> {
    const main = await open(path, 'r+');
    const log = await open(`${path}-wal`, 'r+').catch((error) => closing([main], error));
    const index = await open(`${path}-shm`, 'r+').catch((error) => closing([main, log], error));
    return new KeptCopy({ main, log, index });
  }

  readonly parts: DatabaseParts = {
    main: async (original) => copyChanged(original, this.#main),
    log: async (original) => {
      await copyWhole(original, this.#log);
      await this.#index.write(indexHeader, 0, indexHeader.length, 0);
    },
  };

  async close(): Promise<void> {
    for (const file of [this.#main, this.#log, this.#index]) await file.close();
  }
}

async function closing(files: readonly FileHandle[], error: unknown): Promise<never> {
  for (const file of files) await file.close();
  throw error;
}

/** Reads both, but writes only what differs. */
async function copyChanged(original: string, copy: FileHandle): Promise<void> {
  const from = await open(original, 'r');
  try {
    const [theirs, ours] = [Buffer.alloc(blockBytes), Buffer.alloc(blockBytes)];
    let at = 0;
    for (;;) {
      const { bytesRead } = await from.read(theirs, 0, blockBytes, at);
      if (bytesRead === 0) break;
      const there = await copy.read(ours, 0, bytesRead, at);
      const block = theirs.subarray(0, bytesRead);
      if (!block.equals(ours.subarray(0, there.bytesRead))) await copy.write(block, 0, bytesRead, at);
      at += bytesRead;
    }
    await copy.truncate(at);
  } finally {
    await from.close();
  }
}

async function copyWhole(original: string, copy: FileHandle): Promise<void> {
  const from = await open(original, 'r').catch(() => undefined);
  await copy.truncate(0);
  if (from === undefined) return;
  try {
    const buffer = Buffer.alloc(blockBytes);
    for (let at = 0; ; ) {
      const { bytesRead } = await from.read(buffer, 0, blockBytes, at);
      if (bytesRead === 0) return;
      await copy.write(buffer, 0, bytesRead, at);
      at += bytesRead;
    }
  } finally {
    await from.close();
  }
}
