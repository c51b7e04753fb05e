import { type EvidenceSeen, type Sight, Sightings } from '../../src/detector-kit/index.ts';

const logs = ['gateway-log', 'logs-json', 'console', 'plain', 'proxy'] as const;

export function sight(seen: EvidenceSeen): Sight {
  const { kinds, evictions } = seen;
  const gatewayOnly = !kinds.has('proxy') && !kinds.has('plain');
  return new Sightings()
    .blind(
      !logs.some((kind) => kinds.has(kind)),
      'No gateway log was read: refused logins stand nowhere else.',
      'Set `logging.file` outside /tmp (the gateway deletes its own logs after 24 h) and name that file.',
    )
    .partial(
      gatewayOnly,
      'Wrong tokens over HTTP (/v1, /tools/invoke, the first 20 at /hooks) leave no line in the gateway log.',
      'Put a reverse proxy with an access log in front of the gateway.',
    )
    .partial(
      gatewayOnly && !seen.verboseLines,
      'A successful login of a client other than the Control UI leaves no line, so a guess that got in may look like one that gave up.',
      'Start the gateway with `openclaw gateway --verbose`.',
    )
    .partial(
      seen.unresolvedClients > 0,
      `${seen.unresolvedClients} clients came through a proxy that named no address: they count as one.`,
      'Set `gateway.trustedProxies` to the address of the proxy and let it send X-Forwarded-For.',
    )
    .partial(
      !seen.proxiesKnown && gatewayOnly,
      '`gateway.trustedProxies` is not known, so forwarded addresses are claims and no success after them is certain.',
      'Read the logs where `openclaw.json` is, or name the state folder.',
    )
    .partial(
      seen.unknownVersions.length > 0,
      `The log was written by a version that was never checked: ${seen.unknownVersions.slice(0, 3).join(', ')}.`,
      'Update openclaw-audit.',
    )
    .partial(
      Object.keys(evictions).some((what) => /refusals|connections|repeated-auth-failures/.test(what)),
      'So many addresses came that some had to be forgotten.',
      'Close the gateway to the internet: `openclaw config set gateway.bind loopback`.',
    ).verdict;
}
