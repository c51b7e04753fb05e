import { type EvidenceSeen, type Sight, Sightings } from '../../src/detector-kit/index.ts';

const log = ['gateway-log', 'logs-json', 'console', 'proxy'] as const;

type Reason = readonly [because: string, cure: string];

const withAccessLog: Reason = [
  'The access log names the session of a turn over HTTP only where it holds the header x-openclaw-session-key.',
  'Let the proxy log that header.',
];
const withoutAccessLog: Reason = [
  'Turns over HTTP (/v1/chat/completions, /tools/invoke) are logged without a client address.',
  'Put a reverse proxy with an access log before the gateway, or write the plain audit log there.',
];

/** Which addresses this evidence can tie to a device, user or session. */
export function sight(seen: EvidenceSeen): Sight {
  const { kinds, debugLines, verboseLines, proxiesKnown, unresolvedClients } = seen;
  const told = seen.plainTypes.has('sessionAccess') || seen.plainTypes.has('connection');
  return new Sightings(seen)
    .blind(
      !told && !log.some((kind) => kinds.has(kind)),
      'No evidence with client addresses was read: ledger and transcripts hold none.',
      'Give the gateway log as well (~/.openclaw, or logging.file).',
      'client addresses',
    )
    .quiet(!told, { info: 'connections' })
    .partial(
      !told && !(verboseLines && debugLines),
      'A connection is tied to a session only by slow calls (50 ms and more).',
      'Start with `openclaw gateway --verbose` and `openclaw config set logging.level debug`.',
      'addresses of sessions',
    )
    .partial(
      !seen.plainTypes.has('sessionAccess'),
      ...(kinds.has('proxy') ? withAccessLog : withoutAccessLog),
      'addresses over HTTP',
    )
    .partial(
      unresolvedClients > 0,
      unresolvedClients === 1
        ? 'A connection came through a proxy that named no client: its address is unknown.'
        : `${unresolvedClients} connections came through a proxy that named no client: they count as one unknown address.`,
      'Let people connect over Tailscale or directly, or write the plain audit log at the proxy.',
      'clients behind a proxy',
    )
    .partial(
      !told && !proxiesKnown,
      'gateway.trustedProxies is not known, so forwarded addresses are claims.',
      'Give the state folder, so that openclaw.json is read.',
      'forwarded addresses',
    )
    .forgetful(
      ['multi-ip-session', 'linker/connections'],
      'More connections or identities were active than are remembered at once.',
    ).verdict;
}
