import type { SourceGap } from '../model/source.ts';
import { withHead } from './with-head.ts';

/** The same bytes, or none and a gap when their start shows that they are no UTF-8 text. */
export async function* textOnly(
  chunks: AsyncIterable<Uint8Array>,
  { name, gaps }: { readonly name: string; readonly gaps: SourceGap[] },
): AsyncGenerator<Uint8Array> {
  let first = true;
  for await (const chunk of withHead(chunks)) {
    const note = first ? whyNotText(chunk) : undefined;
    if (note !== undefined) {
      gaps.push({ kind: 'unreadable', name, note });
      return;
    }
    first = false;
    yield chunk;
  }
}

const signatures: readonly { readonly bytes: string; readonly at: number; readonly note: string }[] = [
  { bytes: '\xff\xfe', at: 0, note: 'it is UTF-16 text; convert it to UTF-8 to have it read' },
  { bytes: '\xfe\xff', at: 0, note: 'it is UTF-16 text; convert it to UTF-8 to have it read' },
  {
    bytes: 'SQLite format 3\0',
    at: 0,
    note: 'it is a database; have its name end in .sqlite to have it read',
  },
  { bytes: '\x28\xb5\x2f\xfd', at: 0, note: 'it is compressed with zstd; decompress it to have it read' },
  { bytes: '\xfd7zXZ\0', at: 0, note: 'it is compressed with xz; decompress it to have it read' },
  { bytes: 'BZh9', at: 0, note: 'it is compressed with bzip2; decompress it to have it read' },
  { bytes: 'PK\x03\x04', at: 0, note: 'it is a zip archive; unpack it to have it read' },
  { bytes: 'ustar', at: 257, note: 'it is a tar archive; unpack it to have it read' },
];

/** Why a file that starts with these bytes is not read; 512 of them tell. */
export function whyNotText(chunk: Uint8Array): string | undefined {
  const head = Buffer.from(chunk.buffer, chunk.byteOffset, Math.min(chunk.byteLength, 512)).toString(
    'latin1',
  );
  return signatures.find(({ bytes, at }) => head.startsWith(bytes, at))?.note;
}
