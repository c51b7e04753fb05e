import { canonicalAddress, isPrivate, networks } from '../facts/address.ts';

/** The gateway cuts the forwarded header here; what was cut off may have been the client. */
const forwardedLimit = 300;

export interface ClientAddress {
  readonly ip?: string;
  readonly behindProxy?: boolean;
  /** False when the address rests on a header nobody vouches for. */
  readonly recorded: boolean;
  /** Why the header is evidence in itself. */
  readonly forged?: string;
}

export interface SocketView {
  readonly peer: string | undefined;
  /** The forwarded header; `''` when the gateway says there was none, `undefined` when the line does not say. */
  readonly forwardedFor: string | undefined;
}

/** Finds the client as the gateway does: from the right of the forwarded list, skipping trusted proxies. */
export class AddressBook {
  readonly #trusted: ((ip: string) => boolean) | undefined;
  /** Without a list of proxies: private peers that were seen forwarding. */
  readonly #seenForwarding = new Set<string>();

  constructor(trustedProxies: readonly string[] | undefined, seenForwarding: readonly string[] = []) {
    this.#trusted = trustedProxies && networks(trustedProxies);
    for (const peer of seenForwarding) this.#seenForwarding.add(peer);
  }

  client({ peer, forwardedFor }: SocketView): ClientAddress {
    const ip = peer === undefined ? undefined : canonicalAddress(peer);
    if (!ip) return { recorded: true };
    if (!forwardedFor) return this.#direct(ip, forwardedFor);
    if (!this.#isProxy(ip))
      return this.#trusted
        ? { ip, recorded: true, forged: 'forwarded header from a peer that is no trusted proxy' }
        : { ip, recorded: true };
    if (!this.#trusted && this.#seenForwarding.size < 1_000) this.#seenForwarding.add(ip);
    return this.#forwarded(forwardedFor);
  }

  save(): readonly string[] {
    return [...this.#seenForwarding];
  }

  #direct(ip: string, forwardedFor: string | undefined): ClientAddress {
    const proxied = forwardedFor === undefined && (this.#trusted?.(ip) ?? this.#seenForwarding.has(ip));
    return proxied ? { behindProxy: true, recorded: true } : { ip, recorded: true };
  }

  #isProxy(ip: string): boolean {
    return this.#trusted ? this.#trusted(ip) : isPrivate(ip);
  }

  #forwarded(header: string): ClientAddress {
    if (header.length >= forwardedLimit) return unknown('forwarded header cut at 300 characters');
    for (const entry of header.split(',').reverse()) {
      const ip = canonicalAddress(entry.trim());
      if (!ip) return unknown('forwarded header holds something that is no address');
      if (!this.#isProxy(ip)) return { ip, recorded: this.#trusted !== undefined };
    }
    return { behindProxy: true, recorded: true };
  }
}

function unknown(forged: string): ClientAddress {
  return { behindProxy: true, recorded: true, forged };
}
