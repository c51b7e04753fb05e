/** Unpacks a stream of bytes step by step, so that output that came before an error is never lost. */
export interface Unpacker {
  /** Why the rest cannot be unpacked. */
  readonly error: Error | undefined;
  push(chunk: Uint8Array): AsyncIterable<Buffer> | Iterable<Buffer>;
  end(): AsyncIterable<Buffer> | Iterable<Buffer>;
}

// What one write yields, at most a thousandfold, is held until it is read; of a write that meets damage all is lost.
export const writeBytes = 4 * 1024;
