import type { Line, SourceGap } from '../model/source.ts';
import { decompressed } from './decompress.ts';
import { LineFramer } from './frame-lines.ts';
import { textOnly } from './text-only.ts';
import { unreadable } from './unreadable.ts';

// A chunk of nothing but newlines becomes one line a byte: small slices keep a batch small.
const sliceBytes = 32 * 1024;

export interface LinesOptions {
  readonly name: string;
  readonly limit?: number;
  /** Told of what could not be read; nothing is thrown. */
  readonly gaps: SourceGap[];
}

/** Batches of lines from chunks of bytes, plain or gzip. Memory is bounded, whatever the bytes are. */
export async function* readLines(
  chunks: AsyncIterable<Uint8Array>,
  options: LinesOptions,
): AsyncGenerator<readonly Line[]> {
  const framer = new LineFramer(options);
  try {
    for await (const chunk of textOnly(decompressed(chunks, options), options)) {
      yield* batches(framer, chunk);
    }
  } catch (error) {
    options.gaps.push(unreadable(options.name, error));
  }
  const last = framer.end();
  if (last.length > 0) yield last;
}

function* batches(framer: LineFramer, chunk: Uint8Array): Generator<readonly Line[]> {
  for (let start = 0; start < chunk.length; start += sliceBytes) {
    const lines = framer.push(chunk.subarray(start, start + sliceBytes));
    if (lines.length > 0) yield lines;
  }
}
