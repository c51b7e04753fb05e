import type { FileHandle } from 'node:fs/promises';
import { findRenamed, openAs } from '../open-file.ts';
import type { ReadAt } from './fingerprint.ts';
import type { TrackedFile } from './tracked-file.ts';

const mostOpen = 100;

export type OpenFile = (path: string, identity: string) => Promise<FileHandle | undefined>;

/** The files that are held open, so that they can be read to their end whatever becomes of their names. */
export class OpenFiles {
  readonly #open: OpenFile;
  readonly #handles = new Map<TrackedFile, FileHandle>();

  constructor(open: OpenFile = openAs) {
    this.#open = open;
  }

  isOpen(file: TrackedFile): boolean {
    return this.#handles.has(file);
  }

  /** Opens the file, under whatever name it has by now, for one use or for as long as it is held. `undefined`: it is gone. */
  async use<Result>(
    file: TrackedFile,
    use: (handle: FileHandle) => Promise<Result>,
  ): Promise<Result | undefined> {
    const held = this.#handles.get(file);
    if (held) return await use(held);
    const handle = await this.#find(file);
    if (!handle) return undefined;
    try {
      return await use(handle);
    } finally {
      await handle.close();
    }
  }

  /** It lies elsewhere by now. */
  async letGo(file: TrackedFile): Promise<void> {
    const handle = this.#handles.get(file);
    this.#handles.delete(file);
    await handle?.close();
  }

  /** Keeps the file open from now on, if it is there. */
  async hold(file: TrackedFile): Promise<void> {
    if (this.#handles.has(file) || this.#handles.size >= mostOpen) return;
    const handle = await this.#find(file).catch(() => undefined);
    if (handle) this.#handles.set(file, handle);
  }

  /** Lets go of all files but these. */
  async keepOnly(keep: (file: TrackedFile) => boolean): Promise<void> {
    for (const file of this.#handles.keys()) if (!keep(file)) await this.letGo(file);
  }

  async #find({ path, identity }: TrackedFile): Promise<FileHandle | undefined> {
    const here = await this.#open(path, identity).catch(notThere);
    return here ?? (await findRenamed(path, identity));
  }
}

/** Bytes at a place of a file; fewer only at its end. */
export function readAtOf(handle: FileHandle): ReadAt {
  return async (start, length) => {
    const buffer = Buffer.allocUnsafe(Math.max(0, length));
    return buffer.subarray(0, await fill(handle, buffer, start));
  };
}

/** How many bytes were there to fill the buffer with. */
export async function fill(handle: FileHandle, buffer: Buffer, start: number): Promise<number> {
  let filled = 0;
  while (filled < buffer.length) {
    const { bytesRead } = await handle.read(buffer, filled, buffer.length - filled, start + filled);
    if (bytesRead === 0) break;
    filled += bytesRead;
  }
  return filled;
}

function notThere(error: unknown): undefined {
  if (error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR'))
    return undefined;
  throw error;
}
