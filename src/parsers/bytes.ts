import type { Line } from '../model/source.ts';

type Slice = (this: Uint8Array, from: number, to: number) => string;

// A view of any kind has them when they are called like this, and no line must be wrapped.
const { latin1Slice, utf8Slice } = Buffer.prototype as Buffer & { latin1Slice: Slice; utf8Slice: Slice };

/** Bytes as characters, one each: for a look at the start of a record. */
export function asciiOf({ bytes }: Line, from: number, to: number): string {
  return latin1Slice.call(bytes, from, Math.min(to, bytes.length));
}

/** The record's text; bytes that are not UTF-8 stay distinct as lone surrogates, so that two names never become one. */
export function textOf({ bytes }: Line): string {
  const text = utf8Slice.call(bytes, 0, bytes.length);
  return text.includes('\ufffd') ? distinctText(bytes) : text;
}

function distinctText(bytes: Uint8Array): string {
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  const parts: string[] = [];
  let start = 0;
  for (let at = 0; at < bytes.length; ) {
    const size = sequenceSize(bytes, at);
    if (size > 0) {
      at += size;
      continue;
    }
    parts.push(decoder.decode(bytes.subarray(start, at)), String.fromCharCode(0xdc00 + (bytes[at] ?? 0)));
    at += 1;
    start = at;
  }
  return parts.join('') + decoder.decode(bytes.subarray(start));
}

/** Bytes of the valid character that starts here; 0 when none does. */
function sequenceSize(bytes: Uint8Array, at: number): number {
  const lead = bytes[at] ?? 0;
  const size = sizeByLead(lead);
  if (size < 2) return size;
  for (let next = 1; next < size; next += 1) if (((bytes[at + next] ?? 0) & 0xc0) !== 0x80) return 0;
  return outOfRange(lead, bytes[at + 1] ?? 0) ? 0 : size;
}

function sizeByLead(lead: number): number {
  if (lead < 0x80) return 1;
  if (lead < 0xc2 || lead > 0xf4) return 0;
  if (lead < 0xe0) return 2;
  return lead < 0xf0 ? 3 : 4;
}

// Longer than needed, a surrogate, or beyond U+10FFFF.
function outOfRange(lead: number, second: number): boolean {
  if (lead === 0xe0) return second < 0xa0;
  if (lead === 0xed) return second > 0x9f;
  if (lead === 0xf0) return second < 0x90;
  return lead === 0xf4 && second > 0x8f;
}
