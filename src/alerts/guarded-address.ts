import { isIP, isIPv6, type LookupFunction } from 'node:net';
import { canonicalAddress, networks } from '../facts/address.ts';
import type { Surroundings } from '../model/alert.ts';
import { DeliveryError } from './delivery-error.ts';

export interface Destination {
  readonly host: string;
  /** Hosts and addresses that the settings allow whatever they are. */
  readonly allowHosts: readonly string[];
}

/**
 * The addresses of a host, to connect to and no others: a name that is asked twice may answer otherwise.
 * Refuses a host whose address is link-local or serves the credentials of a cloud machine.
 */
export async function guardedAddresses(
  { host: written, allowHosts }: Destination,
  { resolve }: Pick<Surroundings, 'resolve'>,
): Promise<readonly string[]> {
  const host = bareHost(written);
  const allowed = new Set(allowHosts.map(bareHost));
  if (refusedNames.has(host) && !allowed.has(host)) throw refused(host, host);
  const addresses = isIP(host) > 0 ? [host] : await resolved(host, resolve);
  if (allowed.has(host)) return addresses;
  const bad = addresses.find((address) => isRefused(address) && !allowed.has(bareHost(address)));
  if (bad !== undefined) throw refused(host, bad);
  return addresses;
}

/** Answers with what was checked, whatever is asked. */
export async function guardedLookup(
  destination: Destination,
  surroundings: Pick<Surroundings, 'resolve'>,
): Promise<LookupFunction> {
  const addresses = await guardedAddresses(destination, surroundings);
  const all = addresses.map((address) => ({ address, family: isIPv6(address) ? 6 : 4 }));
  return (_, options, answer) => {
    const [first] = all;
    if (!first) answer(new Error('no address'), '', 4);
    else if (options.all) answer(null, all);
    else answer(null, first.address, first.family);
  };
}

function bareHost(host: string): string {
  const bare = host
    .toLowerCase()
    .replace(/^\[(.{1,80})\]$/, '$1')
    .replace(/\.$/, '');
  return canonicalAddress(bare) ?? bare;
}

const refusedNames = new Set(['metadata.google.internal', 'metadata', 'instance-data']);

/** Link-local, unspecified, and where clouds serve metadata outside of these. */
const isRefused = networks([
  '0.0.0.0/8',
  '::/128',
  '169.254.0.0/16',
  'fe80::/10',
  '64:ff9b::a9fe:0/112',
  'fd00:ec2::254',
  '100.100.100.200',
  '168.63.129.16',
  '192.0.0.192',
]);

async function resolved(host: string, resolve: Surroundings['resolve']): Promise<readonly string[]> {
  try {
    return await resolve(host);
  } catch (error) {
    throw new DeliveryError(`${host} has no address: ${codeOf(error)}`, { cause: error });
  }
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : String(error);
}

function refused(host: string, address: string): DeliveryError {
  const what = host === address ? host : `${host} (${address})`;
  return new DeliveryError(
    `refused to connect to ${what}: a link-local or metadata address; allowHosts: ['${host}'] allows it`,
  );
}
