import { isIPv4 } from 'node:net';
import { ipv6Groups, ipv6Text, mappedIpv4 } from './ipv6.ts';
import { remember } from './remember.ts';

export interface Address {
  readonly text: string;
  readonly loopback: boolean;
  readonly private: boolean;
}

const longestAddress = 128;
const bracketed = /^\[([^\]]*)\](?::\d{1,5})?$/;
const withPort = /^([\d.]+):\d{1,5}$/;

/** `null` when it is not an address. */
export const addressOf = remember<Address | null>((text) => {
  if (text.length > longestAddress) return null;
  const bare = withoutZone(withoutPort(text.trim().replace(/^"(.*)"$/, '$1')));
  if (isIPv4(bare)) return ipv4(bare);
  const groups = ipv6Groups(bare);
  if (groups === undefined) return null;
  const mapped = mappedIpv4(groups);
  return mapped === undefined ? ipv6(groups) : ipv4(mapped);
});

function withoutPort(text: string): string {
  return bracketed.exec(text)?.[1] ?? withPort.exec(text)?.[1] ?? text;
}

function withoutZone(text: string): string {
  const zone = text.indexOf('%');
  return zone === -1 ? text : text.slice(0, zone);
}

function ipv4(text: string): Address {
  const [a = 0, b = 0] = text.split('.').map(Number);
  const loopback = a === 127;
  return { text, loopback, private: loopback || isPrivateIpv4(a, b) };
}

function isPrivateIpv4(a: number, b: number): boolean {
  if (a === 10) return true;
  if (a === 172) return b >= 16 && b < 32;
  if (a === 100) return b >= 64 && b < 128;
  return (a === 192 && b === 168) || (a === 169 && b === 254);
}

function ipv6(groups: readonly number[]): Address {
  const text = ipv6Text(groups);
  const first = groups[0] ?? 0;
  const loopback = text === '::1';
  const local = (first & 0xfe00) === 0xfc00 || (first & 0xffc0) === 0xfe80;
  return { text, loopback, private: loopback || local };
}
