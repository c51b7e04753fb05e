import type { Line } from '../model/source.ts';

const newline = 0x0a;
const carriageReturn = 0x0d;
const empty = Buffer.alloc(0);
const defaultLimit = 1024 * 1024;

/** The end of the last complete line: reading on from here loses nothing and repeats nothing. */
export interface FramePosition {
  readonly offset: number;
  /** 1-based number of the line that starts there. */
  readonly line: number;
}

export interface FramerOptions {
  readonly name: string;
  /** Bytes kept of one record; of a longer one the start. */
  readonly limit?: number;
  readonly start?: FramePosition;
}

/** Cuts chunks of bytes into lines at 0x0A, and nowhere else. Holds one unfinished line, at most `limit` bytes of it. */
export class LineFramer {
  readonly #name: string;
  readonly #limit: number;
  #offset: number;
  #number: number;
  #carry: Buffer = empty;
  #carried = 0;
  #length = 0;

  constructor({ name, limit = defaultLimit, start }: FramerOptions) {
    this.#name = name;
    this.#limit = limit;
    this.#offset = start?.offset ?? 0;
    this.#number = start?.line ?? 1;
  }

  get position(): FramePosition {
    return { offset: this.#offset, line: this.#number };
  }

  /** The lines that end in this chunk. Their bytes point into it. */
  push(chunk: Uint8Array): Line[] {
    const bytes = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
    const lines: Line[] = [];
    let start = 0;
    let end = bytes.indexOf(newline);
    while (end !== -1) {
      lines.push(this.#complete(bytes, start, end));
      start = end + 1;
      end = bytes.indexOf(newline, start);
    }
    this.#keep(bytes, start, bytes.length);
    return lines;
  }

  /** Bytes of the unfinished line that are known to hold no 0x0A, and are beyond what is kept of it. */
  skip(count: number): void {
    this.#length += count;
  }

  /** The last line, when no 0x0A ended it. */
  end(): Line[] {
    if (this.#length === 0) return [];
    const line = this.#finish(false);
    return line.length === 0 ? [] : [line];
  }

  #complete(bytes: Buffer, start: number, end: number): Line {
    // The first line may start with a byte order mark, and takes the slow way.
    if (this.#length === 0 && this.#offset > 0) return this.#record(bytes, start, end, end - start, true);
    this.#keep(bytes, start, end);
    return this.#finish(true);
  }

  #finish(terminated: boolean): Line {
    const skipped = this.#offset === 0 ? byteOrderMark(this.#carry, this.#carried) : 0;
    this.#offset += skipped;
    const line = this.#record(this.#carry, skipped, this.#carried, this.#length - skipped, terminated);
    this.#carry = empty;
    this.#carried = 0;
    this.#length = 0;
    return line;
  }

  #record(bytes: Buffer, start: number, end: number, length: number, terminated: boolean): Line {
    let stop = Math.min(end, start + this.#limit);
    const cut = length > stop - start;
    if (!cut && stop > start && bytes[stop - 1] === carriageReturn) stop -= 1;
    const line = {
      bytes: stop === start ? empty : bytes.subarray(start, stop),
      name: this.#name,
      line: this.#number,
      offset: this.#offset,
      length,
      cut,
      terminated,
    };
    this.#offset += terminated ? length + 1 : length;
    this.#number += 1;
    return line;
  }

  #keep(bytes: Buffer, start: number, end: number): void {
    this.#length += end - start;
    const kept = Math.min(end - start, this.#limit - this.#carried);
    if (kept <= 0) return;
    this.#makeRoom(this.#carried + kept);
    bytes.copy(this.#carry, this.#carried, start, start + kept);
    this.#carried += kept;
  }

  #makeRoom(needed: number): void {
    if (needed <= this.#carry.length) return;
    const larger = Buffer.allocUnsafe(Math.min(this.#limit, Math.max(needed, this.#carry.length * 2)));
    this.#carry.copy(larger, 0, 0, this.#carried);
    this.#carry = larger;
  }
}

function byteOrderMark(bytes: Buffer, length: number): number {
  return length >= 3 && bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0;
}
