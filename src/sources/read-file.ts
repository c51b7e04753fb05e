import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import type { FileHandle } from 'node:fs/promises';
import type { Line, SourceGap } from '../model/source.ts';
import { type FileOnDisk, identityOf, openFile, withoutWaiting } from './open-file.ts';
import { readLines } from './read-lines.ts';

// Chunks grow: of a thousand files read side by side, each holds about as much as it has, or as it was read.
const firstChunkBytes = 64 * 1024;
const largestChunkBytes = 1024 * 1024;

/** Batches of the lines of one file. What cannot be read becomes a gap. */
export function readFile(
  file: FileOnDisk & { readonly limit?: number },
  gaps: SourceGap[],
): AsyncGenerator<readonly Line[]> {
  const limit = file.limit === undefined ? {} : { limit: file.limit };
  return readLines(fileChunks(file), { name: file.name, gaps, ...limit });
}

export async function* fileChunks(file: FileOnDisk): AsyncGenerator<Buffer> {
  const whole = readAtOnce(file);
  if (whole !== undefined) {
    if (whole.length > 0) yield whole;
    return;
  }
  const handle = await openFile(file);
  try {
    if (file.identity === undefined) yield* asTheyCome(handle);
    else yield* fullChunks(handle, file.size);
  } finally {
    await handle.close();
  }
}

/** A small file, as it was found; `undefined` when it is not there as such. Five trips to other threads take longer. */
function readAtOnce({ path, identity, size = largestChunkBytes }: FileOnDisk): Buffer | undefined {
  if (identity === undefined || size > firstChunkBytes) return undefined;
  try {
    return readOpened(openSync(path, withoutWaiting), identity, size);
  } catch {
    return undefined;
  }
}

function readOpened(descriptor: number, identity: string, size: number): Buffer | undefined {
  try {
    const stats = fstatSync(descriptor, { bigint: true });
    if (identityOf(stats) !== identity || Number(stats.size) !== size) return undefined;
    const buffer = Buffer.allocUnsafeSlow(size);
    return readSync(descriptor, buffer, 0, size, 0) === size ? buffer : undefined;
  } finally {
    closeSync(descriptor);
  }
}

/**
 * Closes the file before it hands out the last chunk: many small files may be under way at once. A chunk is
 * written over by the next one.
 */
async function* fullChunks(handle: FileHandle, size = firstChunkBytes): AsyncGenerator<Buffer> {
  // A byte more than the file had: one that has not grown is read to its end at once.
  let buffer = Buffer.allocUnsafeSlow(Math.min(size + 1, firstChunkBytes));
  for (;;) {
    const length = await fill(handle, buffer);
    if (length < buffer.length) await handle.close();
    if (length > 0) yield buffer.subarray(0, length);
    if (length < buffer.length) return;
    if (length < largestChunkBytes) buffer = Buffer.allocUnsafeSlow(length * 2);
  }
}

async function fill(handle: FileHandle, buffer: Buffer): Promise<number> {
  let length = 0;
  while (length < buffer.length) {
    const { bytesRead } = await handle.read(buffer, length, buffer.length - length, null);
    if (bytesRead === 0) break;
    length += bytesRead;
  }
  return length;
}

/** A pipe must not wait until a chunk is full. */
async function* asTheyCome(handle: FileHandle): AsyncGenerator<Buffer> {
  for (;;) {
    const buffer = Buffer.allocUnsafeSlow(firstChunkBytes);
    const { bytesRead } = await handle.read(buffer, 0, buffer.length, null);
    if (bytesRead === 0) return;
    yield buffer.subarray(0, bytesRead);
  }
}
