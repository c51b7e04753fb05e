import {
  type AuditEvent,
  addressGroup,
  canonicalAddress,
  inGateway,
  isLoopback,
  isPrivate,
} from '../../src/detector-kit/index.ts';

export type ClientEvent = AuditEvent<'authAttempt' | 'connection' | 'pairing'>;

/** Where a client is. All whose address is not known are in one place. */
export interface Place {
  readonly name: string;
  /** The name with its gateway, for windows and memory. */
  readonly key: string;
  /** The machine of the gateway itself, and nobody merely says so. */
  readonly local: boolean;
  /** Out on the internet, or somewhere behind a proxy. */
  readonly remote: boolean;
  /** Many may be there. */
  readonly shared: boolean;
  /** Somebody says so whom nobody vouches for. */
  readonly claimed: boolean;
  /** Addresses that the event itself does not name. */
  readonly ips: readonly string[];
}

export function placeOf(event: ClientEvent): Place {
  const { gateway, behindProxy, trust } = event;
  const forwarded = forwardedBy(event);
  const ip = forwarded ?? event.ip;
  const name = ip === undefined ? nameless(behindProxy) : addressGroup(ip);
  const here = ip === undefined ? !behindProxy : isLoopback(ip);
  return {
    name,
    key: inGateway(gateway, name),
    local: here && forwarded === undefined && trust === 'recorded',
    remote: ip === undefined ? behindProxy === true : !isPrivate(ip),
    shared: behindProxy === true && ip === undefined,
    claimed: forwarded !== undefined || trust === 'claimed',
    ips: forwarded === undefined ? [] : [forwarded],
  };
}

/** A proxy on the gateway's own machine that its settings do not name: whom it names is at least not the machine. */
function forwardedBy({ ip, forwardedFor }: ClientEvent): string | undefined {
  if (ip === undefined || forwardedFor === undefined || !isLoopback(ip)) return undefined;
  const last = forwardedFor.slice(0, 300).split(',').at(-1) ?? '';
  return canonicalAddress(last.trim());
}

/** Behind an unknown address stand several people. */
export function needed(threshold: number, { shared }: Pick<Place, 'shared'>): number {
  return threshold * (shared ? 3 : 1);
}

/** A tunnel to the gateway's own machine brings several people as well. */
export function crowd({ shared, local }: Pick<Place, 'shared' | 'local'>): Pick<Place, 'shared'> {
  return { shared: shared || local };
}

export function whom({ name, local }: Pick<Place, 'name' | 'local'>): string {
  if (name === 'behind-proxy') return 'clients behind the proxy (their addresses are not known)';
  return local ? `the gateway's own machine${name === 'this-machine' ? '' : ` (${name})`}` : name;
}

function nameless(behindProxy: boolean | undefined): string {
  return behindProxy ? 'behind-proxy' : 'this-machine';
}
