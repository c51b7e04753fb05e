import type { SourceGap } from '../model/source.ts';
import { decompressed } from './decompress.ts';
import type { FileOnDisk } from './open-file.ts';
import { fileChunks } from './read-file.ts';

/** The first bytes of a file, plain or gzip; fewer when it is shorter, none when it cannot be read. */
export async function firstBytes(file: FileOnDisk, count: number): Promise<Buffer> {
  const gaps: SourceGap[] = [];
  const parts: Uint8Array[] = [];
  let length = 0;
  try {
    for await (const chunk of decompressed(fileChunks(file), { name: file.name, gaps })) {
      parts.push(chunk);
      length += chunk.length;
      if (length >= count) break;
    }
  } catch {
    // Reading it in earnest will say why it cannot be read.
  }
  return Buffer.concat(parts).subarray(0, count);
}
