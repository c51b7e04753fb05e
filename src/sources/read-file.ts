import type { FileHandle } from 'node:fs/promises';
import type { Line, SourceGap } from '../model/source.ts';
import { type FileOnDisk, openFile } from './open-file.ts';
import { readLines } from './read-lines.ts';

const firstChunkBytes = 64 * 1024;
const chunkBytes = 1024 * 1024;

/** Batches of the lines of one file. What cannot be read becomes a gap. */
export function readFile(
  file: FileOnDisk & { readonly limit?: number },
  gaps: SourceGap[],
): AsyncGenerator<readonly Line[]> {
  const limit = file.limit === undefined ? {} : { limit: file.limit };
  return readLines(fileChunks(file), { name: file.name, gaps, ...limit });
}

export async function* fileChunks(file: FileOnDisk): AsyncGenerator<Buffer> {
  const handle = await openFile(file);
  try {
    yield* handleChunks(handle);
  } finally {
    await handle.close();
  }
}

async function* handleChunks(handle: FileHandle): AsyncGenerator<Buffer> {
  for (let size = firstChunkBytes; ; size = chunkBytes) {
    const buffer = Buffer.allocUnsafeSlow(size);
    const { bytesRead } = await handle.read(buffer, 0, size, null);
    if (bytesRead === 0) return;
    yield buffer.subarray(0, bytesRead);
  }
}
