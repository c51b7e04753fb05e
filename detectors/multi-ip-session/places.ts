import { type AuditEvent, addressGroup, isPrivate } from '../../src/detector-kit/index.ts';

/** All clients of a proxy that names nobody. */
export const unknownPlace = 'unknown (behind proxy)';

/** Where a use came from: an address, a /64 of IPv6, or the unknown one behind a proxy. */
export interface Place {
  readonly address: string;
  readonly claimed: boolean;
}

export function placeOf(event: AuditEvent, ignored: (ip: string) => boolean): Place | undefined {
  const claimed = event.trust === 'claimed';
  if (event.ip === undefined) return event.behindProxy ? { address: unknownPlace, claimed } : undefined;
  return ignored(event.ip) ? undefined : { address: addressGroup(event.ip), claimed };
}

/** A client that shows a credential from before a rotation. */
export function showsOldCredential({ outcome, reason }: AuditEvent<'authAttempt'>): boolean {
  return outcome !== 'limited' && (reason === 'device_token_mismatch' || reason === 'gateway-auth-rotated');
}

/** One machine's, as far as an address can tell: not a network, not the unknown one. */
export function isAddress(place: string): boolean {
  return place !== unknownPlace && !place.includes('/');
}

export function familyOf(address: string): 'ipv4' | 'ipv6' {
  return address.includes(':') ? 'ipv6' : 'ipv4';
}

/** One IPv4 and one IPv6 address, as a machine with both has them. */
export function isDualStack(places: readonly string[]): boolean {
  const [one, other] = places;
  if (one === undefined || other === undefined || places.length > 2 || places.includes(unknownPlace))
    return false;
  return familyOf(one) !== familyOf(other);
}

/** Whether two addresses can be compared at all: those of private networks mean something else in each. */
export function isPublic(address: string): boolean {
  return address !== unknownPlace && !isPrivate(address.split('/')[0] ?? '');
}
