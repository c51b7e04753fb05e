import {
  cureOf,
  type EvidenceSeen,
  isLogRead,
  isLookedInto,
  type Sight,
  Sightings,
  transcriptCure,
} from '../../src/detector-kit/index.ts';

/** What of cross-session access this evidence can show. */
export function sight(seen: EvidenceSeen): Sight {
  const { kinds, plainTypes, ownerKnown } = seen;
  return toolsRead(seen)
    .partial(
      !plainTypes.has('sessionAccess'),
      'Reads over the RPC (chat.history, sessions.list) and HTTP /tools/invoke leave no record that names a session.',
      kinds.has('proxy')
        ? 'Pair only devices that may read every session.'
        : 'Put a reverse proxy with an access log before the gateway, and pair only devices that may read every session.',
      'session reads over RPC',
    )
    .partial(
      !ownerKnown,
      "The evidence does not tell the owner from other people in an agent's main session.",
      isLookedInto(seen, 'transcript')
        ? 'Give each person a session of their own: `openclaw config set session.dmScope per-channel-peer`.'
        : transcriptCure(seen),
      'who is the owner',
    )
    .forgetful(['cross-session-access'], 'More sessions were active than are remembered at once.').verdict;
}

/** Session tools, and the sessions that they reach. */
function toolsRead(seen: EvidenceSeen): Sightings {
  const { plainTypes, debugLines } = seen;
  const told = plainTypes.has('sessionAccess') || plainTypes.has('toolExecution');
  const transcripts = isLookedInto(seen, 'transcript');
  const onlyLog = !told && !transcripts && !isLookedInto(seen, 'ledger');
  return new Sightings(seen)
    .blind(
      onlyLog && !debugLines,
      isLogRead(seen)
        ? 'Neither ledger nor transcripts were read, and the gateway log names no session tool at this level.'
        : 'Neither ledger nor transcripts were read.',
      cureOf(
        seen,
        ['ledger', 'transcript'],
        'Give the whole state folder (~/.openclaw) and the output of `openclaw audit --json`.',
      ),
      'session tools',
    )
    .quiet(onlyLog && debugLines, { info: 'session tools', best: 'debug' })
    .partial(
      !told && !transcripts,
      'Only transcripts name the session that a tool reads or messages; ledger and log show no target.',
      transcriptCure(seen),
      'which session a tool reads',
    );
}
