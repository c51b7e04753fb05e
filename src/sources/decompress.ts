import { createGunzip, type Gunzip } from 'node:zlib';
import type { SourceGap } from '../model/source.ts';
import { withHead } from './with-head.ts';

// What one write yields, at most a thousandfold, is held until it is read; of a write that meets damage all is lost.
const writeBytes = 4 * 1024;
const outputBytes = 256 * 1024;

/** The bytes of a gzip file, all its members; other bytes as they are. A damaged file yields what came before the damage. */
export async function* decompressed(
  chunks: AsyncIterable<Uint8Array>,
  { name, gaps }: { readonly name: string; readonly gaps: SourceGap[] },
): AsyncGenerator<Uint8Array> {
  let gzip: GzipReader | undefined;
  let first = true;
  for await (const chunk of withHead(chunks)) {
    if (first && chunk[0] === 0x1f && chunk[1] === 0x8b) gzip = new GzipReader();
    first = false;
    if (gzip === undefined) yield chunk;
    else yield* gzip.push(chunk);
    if (gzip?.error) break;
  }
  if (gzip === undefined) return;
  yield* gzip.end();
  if (gzip.error) gaps.push({ kind: 'truncated', name, note: damage(gzip.error) });
}

function damage(error: Error): string {
  const cutShort = 'code' in error && error.code === 'Z_BUF_ERROR';
  return cutShort
    ? 'the gzip file ends too early; what it still holds was read'
    : `the gzip file is damaged (${error.message.slice(0, 100)}); it was read up to ${writeBytes} bytes before that`;
}

/** Feeds a gunzip stream by small writes, so that output that came before an error is never lost. */
class GzipReader {
  error: Error | undefined;
  readonly #gunzip: Gunzip = createGunzip({ chunkSize: outputBytes });
  #output: Buffer[] = [];
  #wake: () => void = () => {};

  constructor() {
    this.#gunzip.on('readable', () => this.#drain());
    this.#gunzip.on('end', () => this.#wake());
    this.#gunzip.on('error', (error) => {
      this.error = error;
      this.#wake();
    });
  }

  async *push(chunk: Uint8Array): AsyncGenerator<Buffer> {
    for (let start = 0; start < chunk.length && !this.error; start += writeBytes) {
      const part = chunk.subarray(start, start + writeBytes);
      await this.#until((done) => this.#gunzip.write(part, () => done()));
      yield* this.#take();
    }
  }

  async *end(): AsyncGenerator<Buffer> {
    if (!this.error) await this.#until(() => this.#gunzip.end());
    yield* this.#take();
    this.#gunzip.destroy();
  }

  #until(start: (done: () => void) => void): Promise<void> {
    return new Promise((resolve) => {
      this.#wake = resolve;
      start(resolve);
    });
  }

  #take(): Buffer[] {
    this.#drain();
    const output = this.#output;
    this.#output = [];
    return output;
  }

  #drain(): void {
    for (let part = this.#gunzip.read(); part !== null; part = this.#gunzip.read()) this.#output.push(part);
  }
}
