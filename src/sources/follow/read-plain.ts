import type { FileHandle } from 'node:fs/promises';
import type { Line } from '../../model/source.ts';
import { isSame, markedBytes } from './fingerprint.ts';
import { type CutterStart, LineCutter } from './line-cutter.ts';
import { fill, readAtOf } from './open-files.ts';
import type { Reading } from './reading.ts';
import { reachOf, seenWhenRead, type TrackedFile } from './tracked-file.ts';

// Chunks grow: of a thousand files read side by side, each holds about as much as it was read.
const firstChunkBytes = 64 * 1024;
const largestChunkBytes = 1024 * 1024;

/** What a file has from where it was left up to its size now. Returns false when it is gone, or another file by now. */
export async function* readPlain(
  file: TrackedFile,
  reading: Reading,
): AsyncGenerator<readonly Line[], boolean> {
  const start = await reading.files.use(file, (handle) => begin(file, handle, reading));
  if (!start) return false;
  const cutter = new LineCutter(file, reading, start);
  let size = firstChunkBytes;
  for (let at = reachOf(file); at < start.end; ) {
    const chunk = await reading.files.use(file, (handle) =>
      readChunk(handle, at, Math.min(size, start.end - at)),
    );
    if (!chunk) return false;
    yield* cutter.push(chunk);
    at += chunk.length;
    // What stat said is not to be trusted.
    if (chunk.length === 0) break;
    size = Math.min(size * 2, largestChunkBytes);
  }
  if (reading.last) yield* cutter.end();
  return true;
}

async function begin(
  file: TrackedFile,
  handle: FileHandle,
  { limit, now }: Reading,
): Promise<(CutterStart & { readonly end: number }) | undefined> {
  const stats = await handle.stat({ bigint: true });
  const readAt = readAtOf(handle);
  const reach = reachOf(file);
  file.seen = seenWhenRead(stats, now);
  const marked = await markedBytes(readAt, reach);
  file.lost = file.print !== undefined && !isSame(marked, reach, file.print);
  if (file.lost) return undefined;
  const left = reach - file.position.offset;
  const prefix = await readAt(file.position.offset, Math.min(left, limit));
  return { end: Number(stats.size), marked, prefix };
}

async function readChunk(handle: FileHandle, at: number, length: number): Promise<Buffer> {
  const buffer = Buffer.allocUnsafeSlow(length);
  return buffer.subarray(0, await fill(handle, buffer, at));
}
