import { isIP } from 'node:net';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addressGroup, canonicalAddress, isLoopback, isPrivate, networks } from '../../src/facts/address.ts';

const addresses = [
  ['203.0.113.7', '203.0.113.7'],
  ['203.0.113.7:51234', '203.0.113.7'],
  [' 203.0.113.7 ', '203.0.113.7'],
  ['::ffff:203.0.113.7', '203.0.113.7'],
  ['::FFFF:CB00:7107', '203.0.113.7'],
  ['[::ffff:203.0.113.7]:443', '203.0.113.7'],
  ['[::1]:18789', '::1'],
  ['[::1]', '::1'],
  ['"[2001:db8::1]:99"', '2001:db8::1'],
  ['fe80::1%eth0', 'fe80::1'],
  ['2001:DB8:0:0:1:0:0:1', '2001:db8::1:0:0:1'],
  ['2001:db8:0:1:1:1:1:1', '2001:db8:0:1:1:1:1:1'],
  ['2001:0db8:0000:0000:0000:ff00:0042:8329', '2001:db8::ff00:42:8329'],
  ['64:ff9b::192.0.2.33', '64:ff9b::c000:221'],
  ['::', '::'],
];

describe('canonicalAddress', () => {
  test.each(addresses)('writes %s as %s', (text, canonical) =>
    expect(canonicalAddress(text)).toBe(canonical),
  );

  test.each([
    '',
    '?',
    'n/a',
    'unknown',
    'localhost',
    '1.2.3',
    '1.2.3.4.5',
    '256.1.1.1',
    '1.2.3.4:port',
    '::1::',
    '010.0.0.1',
  ])('knows that "%s" is no address', (text) => expect(canonicalAddress(text)).toBeUndefined());

  test('stays quick and sure on a text of a million characters', () =>
    expect(canonicalAddress('1'.repeat(1_000_000))).toBeUndefined());
});

describe('canonicalAddress of any address', () => {
  test('is an address already in canonical form for any IPv6 address', () => {
    fc.assert(
      fc.property(fc.ipV6(), (address) => {
        const canonical = canonicalAddress(address) ?? '';
        expect(isIP(canonical)).not.toBe(0);
        expect(canonicalAddress(canonical)).toBe(canonical);
      }),
    );
  });

  test('writes an IPv6 address as a browser does', () => {
    fc.assert(
      fc.property(fc.ipV6(), (address) => {
        const canonical = canonicalAddress(address) ?? '';
        fc.pre(canonical.includes(':'));
        expect(`[${canonical}]`).toBe(new URL(`http://[${address}]`).hostname);
      }),
    );
  });

  test('knows itself for any IPv4 address with any port', () => {
    fc.assert(
      fc.property(fc.ipV4(), fc.nat(65_535), (address, port) => {
        expect(canonicalAddress(`${address}:${port}`)).toBe(address);
      }),
    );
  });
});

describe('isLoopback and isPrivate', () => {
  test.each(['127.0.0.1', '127.9.9.9', '::1', '::ffff:127.0.0.1'])('%s is this machine, and private', (ip) =>
    expect([isLoopback(ip), isPrivate(ip)]).toEqual([true, true]),
  );

  test.each([
    '10.0.0.1',
    '172.16.0.1',
    '172.31.9.9',
    '192.168.1.1',
    '169.254.1.1',
    '100.64.0.1',
    'fd00::1',
    'fe80::1',
  ])('%s is private', (ip) => expect([isLoopback(ip), isPrivate(ip)]).toEqual([false, true]));

  test.each([
    '8.8.8.8',
    '172.15.0.1',
    '172.32.0.1',
    '100.63.0.1',
    '100.128.0.1',
    '2001:db8::1',
    '::',
    'nonsense',
  ])('%s is neither', (ip) => expect([isLoopback(ip), isPrivate(ip)]).toEqual([false, false]));
});

describe('addressGroup', () => {
  test.each([
    ['203.0.113.7', undefined, '203.0.113.7'],
    ['2001:db8:1:2:3:4:5:6', undefined, '2001:db8:1:2::/64'],
    ['2001:db8:1:2:3:4:5:6', 48, '2001:db8:1::/48'],
    ['2001:db8:1:2fff::', 52, '2001:db8:1:2000::/52'],
    ['2001:db8::1', 128, '2001:db8::1/128'],
    ['::ffff:203.0.113.7', undefined, '203.0.113.7'],
    ['nonsense', undefined, 'nonsense'],
  ])('puts %s with prefix %s into %s', (ip, prefix, group) => expect(addressGroup(ip, prefix)).toBe(group));

  test('puts every address of a customer network together', () => {
    expect(addressGroup('2001:db8:1:2::1')).toBe(addressGroup('2001:db8:1:2:ffff:ffff:ffff:ffff'));
  });
});

describe('networks', () => {
  const inside = networks([
    '10.0.0.0/8',
    '203.0.113.7',
    '2001:db8::/32',
    'fd00::1',
    '::ffff:192.168.0.0/112',
  ]);

  test.each(['10.255.0.1', '203.0.113.7', '::ffff:10.1.1.1', '2001:db8:ffff::9', 'fd00::1', '192.168.9.9'])(
    'finds %s inside',
    (ip) => expect(inside(ip)).toBe(true),
  );

  test.each(['11.0.0.1', '203.0.113.8', '2001:db9::1', 'fd00::2', '', 'nonsense'])(
    'finds "%s" outside',
    (ip) => expect(inside(ip)).toBe(false),
  );

  test('finds everything in 0.0.0.0/0 but IPv6, and nothing in no network', () => {
    const everything = networks(['0.0.0.0/0']);
    expect([everything('8.8.8.8'), everything('2001:db8::1'), networks([])('8.8.8.8')]).toEqual([
      true,
      false,
      false,
    ]);
  });

  test.each([
    '10.0.0.0/33',
    '10.0.0.0/',
    '10.0.0',
    'example.com',
    '2001:db8::/129',
    '10.0.0.0/8/8',
    '10.0.0.1:80',
    '',
  ])('names the bad network "%s"', (cidr) => {
    expect(() => networks(['10.0.0.0/8', cidr])).toThrow(RangeError);
    expect(() => networks([cidr])).toThrow(`"${cidr}"`);
  });
});
