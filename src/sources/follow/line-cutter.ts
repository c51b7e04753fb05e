import type { Line } from '../../model/source.ts';
import { LineFramer } from '../frame-lines.ts';
import { GrowingFingerprint, type Marked } from './fingerprint.ts';
import type { Reading } from './reading.ts';
import { reachOf, type TrackedFile } from './tracked-file.ts';

// A chunk of nothing but newlines becomes one line a byte: small slices keep a batch small.
const sliceBytes = 32 * 1024;

export interface CutterStart {
  readonly marked: Marked | undefined;
  /** The start of the line that the file was left in, as much as is kept of it. */
  readonly prefix: Buffer;
}

/** Cuts a file into lines from where it was left, and moves its position with each batch that it hands out. */
export class LineCutter {
  readonly #file: TrackedFile;
  readonly #reading: Reading;
  readonly #framer: LineFramer;
  readonly #print: GrowingFingerprint;
  #at: number;

  constructor(file: TrackedFile, reading: Reading, { marked, prefix }: CutterStart) {
    this.#file = file;
    this.#reading = reading;
    this.#at = reachOf(file);
    this.#print = new GrowingFingerprint(marked);
    this.#framer = new LineFramer({ name: file.name, limit: reading.limit, start: file.position });
    this.#framer.push(prefix);
    this.#framer.skip(this.#at - file.position.offset - prefix.length);
  }

  *push(chunk: Buffer): Generator<readonly Line[]> {
    for (let start = 0; start < chunk.length; start += sliceBytes) {
      const lines = this.#cut(chunk.subarray(start, start + sliceBytes));
      if (lines.length > 0) yield lines;
    }
  }

  /** The last line, when no 0x0A ended it. */
  *end(): Generator<readonly Line[]> {
    const lines = this.#framer.end();
    if (lines.length === 0) return;
    this.#reading.figures.unterminated += 1;
    this.#moveTo(Buffer.alloc(0), 0);
    this.#count(lines);
    yield lines;
  }

  #cut(slice: Buffer): Line[] {
    const lines = this.#framer.push(slice);
    if (lines.length > 0) this.#moveTo(slice, this.#framer.position.offset - this.#at);
    this.#at += slice.length;
    if (this.#at - this.#framer.position.offset > this.#reading.limit) {
      this.#file.scanned = this.#at;
      this.#file.print = this.#print.after(slice, slice.length);
    }
    this.#print.push(slice);
    this.#count(lines);
    return lines;
  }

  #moveTo(slice: Buffer, length: number): void {
    delete this.#file.scanned;
    this.#file.position = this.#framer.position;
    this.#file.print = this.#print.after(slice, length);
  }

  #count(lines: readonly Line[]): void {
    for (const { cut } of lines) if (cut) this.#reading.figures.oversize += 1;
  }
}
