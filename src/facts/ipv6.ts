import { isIPv6 } from 'node:net';

/** The eight 16-bit groups of an IPv6 address without brackets, port and zone; `undefined` when it is none. */
export function ipv6Groups(text: string): readonly number[] | undefined {
  if (!isIPv6(text)) return undefined;
  const [left = '', right] = text.split('::');
  const head = groups(left);
  if (right === undefined) return head;
  const tail = groups(right);
  return [...head, ...new Array<number>(8 - head.length - tail.length).fill(0), ...tail];
}

/** RFC 5952: lower case, no leading zeros, the first longest run of two or more zero groups as `::`. */
export function ipv6Text(address: readonly number[]): string {
  const hex = address.map((group) => group.toString(16));
  const { start, length } = longestZeros(address);
  if (length < 2) return hex.join(':');
  return `${hex.slice(0, start).join(':')}::${hex.slice(start + length).join(':')}`;
}

/** The IPv4 address in `::ffff:0:0/96`. */
export function mappedIpv4(address: readonly number[]): string | undefined {
  const [, , , , , marker, high = 0, low = 0] = address;
  if (marker !== 0xffff || address.slice(0, 5).some((group) => group !== 0)) return undefined;
  return `${high >> 8}.${high & 255}.${low >> 8}.${low & 255}`;
}

function groups(text: string): number[] {
  if (text === '') return [];
  return text.split(':').flatMap((part) => (part.includes('.') ? dotted(part) : [Number.parseInt(part, 16)]));
}

function dotted(text: string): number[] {
  const [a = 0, b = 0, c = 0, d = 0] = text.split('.').map(Number);
  return [a * 256 + b, c * 256 + d];
}

function longestZeros(address: readonly number[]): { start: number; length: number } {
  let best = { start: 0, length: 0 };
  let length = 0;
  for (const [index, group] of address.entries()) {
    length = group === 0 ? length + 1 : 0;
    if (length > best.length) best = { start: index - length + 1, length };
  }
  return best;
}
