import { createHash } from 'node:crypto';

export const headBytes = 256;
const tailBytes = 64;
/** From here on more than the first line is compared: two logs may well start with the same one. */
export const tellingBytes = headBytes + tailBytes;

/** Hashes of the first bytes of a file, and of the last ones before the byte up to which it was read. */
export interface Fingerprint {
  readonly head: string;
  readonly tail: string;
}

/** Up to `length` bytes of a file from `start`; fewer at its end. */
export type ReadAt = (start: number, length: number) => Promise<Buffer>;

/** The bytes that a fingerprint is made of. */
export interface Marked {
  readonly head: Buffer;
  readonly tail: Buffer;
}

/** What a file that was read up to `reach` holds at the places that a fingerprint is made of. */
export async function markedBytes(readAt: ReadAt, reach: number): Promise<Marked> {
  const head = await readAt(0, Math.min(headBytes, reach));
  const start = Math.max(0, reach - tailBytes);
  return { head, tail: await readAt(start, reach - start) };
}

/** Whether these are all the bytes, and the same. A file that was cut shorter has fewer. */
export function isSame({ head, tail }: Marked, reach: number, print: Fingerprint): boolean {
  const complete = head.length === Math.min(headBytes, reach) && tail.length === Math.min(tailBytes, reach);
  return complete && hashOf(head) === print.head && hashOf(tail) === print.tail;
}

/** Makes the fingerprint of a file while it is read on. */
export class GrowingFingerprint {
  #head: Buffer;
  #recent: Buffer;

  constructor({ head, tail }: Marked = { head: Buffer.alloc(0), tail: Buffer.alloc(0) }) {
    this.#head = head;
    this.#recent = tail;
  }

  /** The fingerprint after the first `length` bytes of what is read next. */
  after(bytes: Buffer, length: number): Fingerprint {
    const head = Buffer.concat([this.#head, bytes.subarray(0, length)]).subarray(0, headBytes);
    return { head: hashOf(head), tail: hashOf(lastBytes(this.#recent, bytes.subarray(0, length))) };
  }

  push(bytes: Buffer): void {
    if (this.#head.length < headBytes)
      this.#head = Buffer.concat([this.#head, bytes.subarray(0, headBytes)]).subarray(0, headBytes);
    this.#recent = Buffer.from(lastBytes(this.#recent, bytes));
  }
}

function lastBytes(before: Buffer, bytes: Buffer): Buffer {
  if (bytes.length >= tailBytes) return bytes.subarray(bytes.length - tailBytes);
  return Buffer.concat([before, bytes]).subarray(-tailBytes);
}

function hashOf(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('base64url').slice(0, 16);
}
