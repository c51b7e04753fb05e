import { createGunzip, type Gunzip } from 'node:zlib';
import { type Unpacker, writeBytes } from './unpacker.ts';

const outputBytes = 256 * 1024;

/** All members of a gzip file. */
export class GzipReader implements Unpacker {
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
