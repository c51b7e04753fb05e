import type { SourceGap } from '../model/source.ts';
import { GzipReader } from './gzip.ts';
import { type Unpacker, writeBytes } from './unpacker.ts';
import { withHead } from './with-head.ts';
import { ZstdReader } from './zstd.ts';

/** The bytes of a gzip or zstd file; other bytes as they are. A damaged file yields what came before the damage. */
export async function* decompressed(
  chunks: AsyncIterable<Uint8Array>,
  { name, gaps }: { readonly name: string; readonly gaps: SourceGap[] },
): AsyncGenerator<Uint8Array> {
  const stream = withHead(chunks);
  const { value: head } = await stream.next();
  if (head === undefined) return;
  const packing = packings.find(({ starts }) => starts(head));
  if (packing === undefined) {
    try {
      yield head;
      return yield* stream;
    } finally {
      // Who has seen enough after the head leaves the file open otherwise.
      await stream.return(undefined);
    }
  }
  const unpacker = packing.unpacker();
  yield* unpacker.push(head);
  if (!unpacker.error) yield* unpackAll(stream, unpacker);
  yield* unpacker.end();
  if (unpacker.error) gaps.push({ kind: 'truncated', name, note: damage(packing.name, unpacker.error) });
}

async function* unpackAll(chunks: AsyncIterable<Uint8Array>, unpacker: Unpacker): AsyncGenerator<Uint8Array> {
  for await (const chunk of chunks) {
    yield* unpacker.push(chunk);
    if (unpacker.error) return;
  }
}

/** Told by the first four bytes of a file, whatever its name. */
export function isPacked(head: Uint8Array): boolean {
  return packings.some(({ starts }) => starts(head));
}

interface Packing {
  readonly name: string;
  readonly starts: (head: Uint8Array) => boolean;
  readonly unpacker: () => Unpacker;
}

const packings: readonly Packing[] = [
  { name: 'gzip', starts: (head) => startsWith(head, [0x1f, 0x8b]), unpacker: () => new GzipReader() },
  {
    name: 'zstd',
    starts: (head) => startsWith(head, [0x28, 0xb5, 0x2f, 0xfd]),
    unpacker: () => new ZstdReader(),
  },
];

function startsWith(head: Uint8Array, bytes: readonly number[]): boolean {
  return bytes.every((byte, index) => head[index] === byte);
}

const endsEarly = new Set<unknown>(['Z_BUF_ERROR', 5]);

function damage(packing: string, error: Error): string {
  const cutShort = 'code' in error && endsEarly.has(error.code);
  return cutShort
    ? `the ${packing} file ends too early; what it still holds was read`
    : `the ${packing} file is damaged (${error.message.slice(0, 100)}); it was read up to ${writeBytes} bytes before that`;
}
