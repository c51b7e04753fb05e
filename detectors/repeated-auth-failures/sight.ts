import { type EvidenceSeen, isLogRead, type Sight, Sightings } from '../../src/detector-kit/index.ts';

export function sight(seen: EvidenceSeen): Sight {
  const told = seen.plainTypes.has('authAttempt') || seen.plainTypes.has('connection');
  const log = isLogRead(seen);
  return logsRead(seen, told)
    .partial(
      !told && log && !seen.verboseLines,
      'A successful login of a client other than the Control UI leaves no line, so a guess that got in may look like one that gave up.',
      'Start the gateway with `openclaw gateway --verbose`.',
      'successful logins',
    )
    .hiddenClients('wrong credentials of several such clients count as those of one.')
    .partial(
      log && !seen.proxiesKnown && isGatewayOnly(seen),
      '`gateway.trustedProxies` is not known, so forwarded addresses are claims and no success after them is certain.',
      'Read the logs where `openclaw.json` is, or name the state folder.',
      'forwarded addresses',
    )
    .forgetful(
      ['repeated-auth-failures', 'linker/refusals', 'linker/connections'],
      'So many addresses came that some had to be forgotten.',
      'Close the gateway to the internet: `openclaw config set gateway.bind loopback`.',
    ).verdict;
}

/** Where logins are refused: over websockets, of which the gateway tells, and over HTTP, of which only a proxy does. */
function logsRead(seen: EvidenceSeen, told: boolean): Sightings {
  const own = isLogRead(seen) || seen.kinds.has('plain');
  const proxy = seen.kinds.has('proxy');
  return new Sightings(seen)
    .blind(
      !own && !proxy,
      'No line of a gateway log or of a proxy was read: refused logins stand nowhere else.',
      'Give the whole state folder (~/.openclaw) and the file of `logging.file`; set it outside /tmp, where the gateway deletes its logs after 24 h.',
      'logins',
    )
    .quiet(!told, { warn: 'refused logins', info: 'accepted logins' })
    .partial(
      isGatewayOnly(seen),
      'Wrong tokens over HTTP (/v1, /tools/invoke, the first 20 at /hooks) leave no line in the gateway log.',
      'Put a reverse proxy with an access log in front of the gateway.',
      'HTTP logins',
    )
    .partial(
      proxy && !own,
      'To a proxy a websocket whose login was refused looks like any other.',
      'Read the gateway log as well (~/.openclaw, or `logging.file`).',
      'websocket logins',
    );
}

function isGatewayOnly({ kinds, plainTypes }: EvidenceSeen): boolean {
  return !kinds.has('proxy') && !plainTypes.has('authAttempt');
}
