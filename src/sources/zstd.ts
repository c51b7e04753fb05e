import { Decompress } from 'fzstd';
import type { Unpacker } from './unpacker.ts';
import { ZstdFrames } from './zstd-frames.ts';

/** A block takes at least four bytes and yields at most 128 KiB. */
const partBytes = 256;
const smallBlock = 4 * 1024;
/** Each block moves the window: bytes moved for blocks that yield next to nothing. */
const mostMoved = 8 * 1024 ** 3;

/** The frames of a zstd file, as the gateway packs the transcripts of deleted sessions. */
export class ZstdReader implements Unpacker {
  error: Error | undefined;
  readonly #frames = new ZstdFrames();
  readonly #decoder = new Decompress((block) => this.#admit(block));
  #output: Buffer[] = [];
  #moved = 0;

  *push(chunk: Uint8Array): Generator<Buffer> {
    for (let start = 0; start < chunk.length && !this.error; start += partBytes) {
      const part = Uint8Array.from(chunk.subarray(start, start + partBytes));
      this.#try(() => {
        this.#frames.check(part);
        this.#decoder.push(part);
      });
      yield* this.#take();
    }
  }

  *end(): Generator<Buffer> {
    if (!this.error) this.#try(() => this.#decoder.push(new Uint8Array(0), true));
    yield* this.#take();
  }

  #try(step: () => void): void {
    try {
      step();
    } catch (error) {
      this.error = error instanceof Error ? error : new Error(String(error));
    }
  }

  #admit(block: Uint8Array): void {
    this.#output.push(Buffer.from(block));
    if (block.length < smallBlock) this.#moved += this.#frames.window;
    if (this.#moved > mostMoved) throw new Error('it consists of far too many tiny blocks');
  }

  #take(): Buffer[] {
    const output = this.#output;
    this.#output = [];
    return output;
  }
}
