import { addressOf } from './address-of.ts';
import { ipv6Groups, ipv6Text } from './ipv6.ts';

export { networks } from './networks.ts';

/** Drops port, brackets, quotes and zone; IPv4-mapped IPv6 becomes IPv4, IPv6 its RFC 5952 form. */
export function canonicalAddress(text: string): string | undefined {
  return addressOf(text)?.text;
}

export function isLoopback(ip: string): boolean {
  return addressOf(ip)?.loopback ?? false;
}

/** Not routed on the internet: RFC 1918, unique local, link-local, carrier NAT, loopback. */
export function isPrivate(ip: string): boolean {
  return addressOf(ip)?.private ?? false;
}

/** What one customer of a network usually holds: an IPv4 address, or a network of IPv6 addresses. */
export function addressGroup(ip: string, ipv6Prefix = 64): string {
  const address = addressOf(ip);
  if (address === null) return ip;
  const groups = address.text.includes(':') ? ipv6Groups(address.text) : undefined;
  if (groups === undefined) return address.text;
  return `${ipv6Text(groups.map((group, index) => group & groupMask(index, ipv6Prefix)))}/${ipv6Prefix}`;
}

function groupMask(index: number, prefix: number): number {
  const bits = Math.min(16, Math.max(0, prefix - index * 16));
  return (0xffff << (16 - bits)) & 0xffff;
}
