import type { SourceGap } from '../../model/source.ts';
import { decompressed } from '../decompress.ts';
import type { ReadAt } from './fingerprint.ts';
import { type OpenFiles, readAtOf } from './open-files.ts';
import type { TrackedFile } from './tracked-file.ts';

const chunkBytes = 64 * 1024;

/** The bytes of a compressed file; the gaps tell when it is damaged, or not yet complete. */
export async function* archiveBytes(
  file: TrackedFile,
  { files, gaps }: { readonly files: OpenFiles; readonly gaps: SourceGap[] },
): AsyncGenerator<Buffer> {
  for await (const chunk of decompressed(packedBytes(file, files), { name: file.name, gaps })) {
    yield Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
  }
}

/** Places of a compressed file, by its uncompressed bytes. Each look decompresses it up to there. */
export function archiveReadAt(file: TrackedFile, files: OpenFiles): ReadAt {
  return async (start, length) => {
    const parts: Buffer[] = [];
    let at = 0;
    for await (const chunk of archiveBytes(file, { files, gaps: [] })) {
      parts.push(chunk.subarray(Math.max(0, start - at), Math.max(0, start + length - at)));
      at += chunk.length;
      if (at >= start + length) break;
    }
    return Buffer.concat(parts);
  };
}

async function* packedBytes(file: TrackedFile, files: OpenFiles): AsyncGenerator<Buffer> {
  for (let at = 0; ; ) {
    const chunk = await files.use(file, (handle) => readAtOf(handle)(at, chunkBytes));
    if (!chunk || chunk.length === 0) return;
    yield chunk;
    at += chunk.length;
  }
}
