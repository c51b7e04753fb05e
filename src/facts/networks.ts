import { BlockList, isIP } from 'node:net';
import { addressOf } from './address-of.ts';
import { remember } from './remember.ts';

/** Whether an address lies in one of the networks. A bare address stands for itself; a bad one is a RangeError. */
export function networks(cidrs: readonly string[]): (ip: string) => boolean {
  if (cidrs.length === 0) return () => false;
  const list = new BlockList();
  for (const cidr of cidrs) addNetwork(list, cidr);
  return remember((ip) => {
    const address = addressOf(ip)?.text;
    return address !== undefined && list.check(address, family(address));
  });
}

function addNetwork(list: BlockList, cidr: string): void {
  const [, text = '', bits] = /^([^/%]*)(?:\/(\d{1,3}))?$/.exec(cidr.trim()) ?? [];
  const address = isIP(text) === 0 ? undefined : addressOf(text)?.text;
  if (address === undefined) throw bad(cidr);
  const longest = family(address) === 'ipv4' ? 32 : 128;
  // The prefix of a mapped network, `::ffff:10.0.0.0/104`, counts the 96 bits of the mapping.
  const mapping = isIP(text) === 6 && longest === 32 ? 96 : 0;
  const prefix = bits === undefined ? longest : Number(bits) - mapping;
  if (prefix < 0 || prefix > longest) throw bad(cidr);
  list.addSubnet(address, prefix, family(address));
}

function family(address: string): 'ipv4' | 'ipv6' {
  return address.includes(':') ? 'ipv6' : 'ipv4';
}

function bad(cidr: string): RangeError {
  return new RangeError(`"${cidr}" is not an address or a network such as 10.0.0.0/8 or 2001:db8::/32`);
}
