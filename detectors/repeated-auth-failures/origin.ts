import { isLoopback } from '../../src/detector-kit/index.ts';
import type { ClientEvent } from './client.ts';

/**
 * The web page, from elsewhere, that made a browser on the gateway's own machine connect. Only where the
 * connection came straight from that machine; a page of the gateway itself names the host it was asked for.
 */
export function foreignOrigin({ ip, origin, host, forwardedFor }: ClientEvent): string | undefined {
  if (origin === undefined || ip === undefined || forwardedFor || !isLoopback(ip)) return undefined;
  const page = pageHost(origin);
  if (page === undefined || isOwnName(page)) return undefined;
  return host !== undefined && hostName(host) === page ? undefined : origin;
}

function pageHost(origin: string): string | undefined {
  const written = /^[a-z][a-z0-9+.-]{0,30}:\/\/([^/\s]{1,255})/i.exec(origin)?.[1];
  return written === undefined ? undefined : hostName(written);
}

function hostName(host: string): string {
  return host
    .toLowerCase()
    .replace(/:\d{1,5}$/, '')
    .replace(/^\[(.*)\]$/, '$1');
}

function isOwnName(name: string): boolean {
  return name === 'localhost' || name.endsWith('.localhost') || isLoopback(name);
}
