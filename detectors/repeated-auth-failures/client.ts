import { type AuditEvent, addressGroup, inGateway } from '../../src/detector-kit/index.ts';

/** Whoever stands behind an event. All whose address is not known are one. */
export interface Client {
  /** Address or network; `behind-proxy` or `unknown` for those without. */
  readonly name: string;
  /** `undefined` when many may share the name. */
  readonly ip: string | undefined;
  /** The name with its gateway, for windows and memory. */
  readonly key: string;
}

export type ClientEvent = AuditEvent<'authAttempt' | 'connection' | 'pairing'>;

export function clientOf({ gateway, ip, behindProxy }: ClientEvent, ipv6Prefix: number): Client {
  const name = ip === undefined ? nameless(behindProxy) : addressGroup(ip, ipv6Prefix);
  return { name, ip, key: inGateway(gateway, name) };
}

/** How often it was tried: a line may stand for several attempts. */
export function attemptsOf(event: ClientEvent): number {
  return 'count' in event ? Math.max(1, event.count) : 1;
}

function nameless(behindProxy: boolean | undefined): string {
  return behindProxy ? 'behind-proxy' : 'unknown';
}
