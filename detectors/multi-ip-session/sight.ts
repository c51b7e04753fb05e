import {
  cureOf,
  type EvidenceSeen,
  isLogRead,
  isLookedInto,
  levelCure,
  type Sight,
  Sightings,
} from '../../src/detector-kit/index.ts';

const readTheLog = 'Read the gateway log as well (~/.openclaw, or `logging.file`).';

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
  const { kinds, plainTypes, proxiesKnown } = seen;
  const told = plainTypes.has('sessionAccess') || plainTypes.has('connection');
  return connectionsRead(seen, told)
    .partial(
      !plainTypes.has('sessionAccess'),
      ...(kinds.has('proxy') ? withAccessLog : withoutAccessLog),
      'addresses over HTTP',
    )
    .hiddenClients('sessions and devices that such clients share are not noticed.')
    .partial(
      !told && !proxiesKnown && isLogRead(seen),
      '`gateway.trustedProxies` is not known, so forwarded addresses are claims.',
      'Read the logs where `openclaw.json` is, or name the state folder.',
      'forwarded addresses',
    )
    .forgetful(
      ['multi-ip-session', 'linker/connections'],
      'More connections or identities were active than are remembered at once.',
    ).verdict;
}

/** Connections have addresses, runs have sessions: which run a connection started, and of which session it was. */
function connectionsRead(seen: EvidenceSeen, told: boolean): Sightings {
  const { kinds, debugLines, verboseLines } = seen;
  const log = isLogRead(seen);
  return new Sightings(seen)
    .blind(
      !told && !log && !kinds.has('proxy'),
      'No evidence with client addresses was read: ledger and transcripts hold none.',
      readTheLog,
      'client addresses',
    )
    .quiet(!told, { info: 'connections' })
    .partial(
      !told && !log && kinds.has('proxy'),
      'An access log does not tell which device or person opened a websocket.',
      readTheLog,
      'who opened a connection',
    )
    .partial(
      !told && log && !verboseLines,
      'A connection is tied to a session only by slow calls (50 ms and more).',
      'Start the gateway with `openclaw gateway --verbose`.',
      'addresses of sessions',
    )
    .partial(
      !told && log && !debugLines && !isLookedInto(seen, 'ledger', 'trajectory'),
      'A connection is tied to a session only where another record names the session of its run.',
      cureOf(seen, ['ledger', 'trajectory'], levelCure('debug')),
      'addresses of sessions',
    );
}
