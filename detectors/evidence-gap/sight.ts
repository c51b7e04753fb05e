import { type EvidenceSeen, isLookedInto, type Sight, Sightings } from '../../src/detector-kit/index.ts';

const logs = ['gateway-log', 'logs-json', 'console'] as const;

export function sight(seen: EvidenceSeen): Sight {
  const told = seen.plainTypes.has('gatewayState') || seen.plainTypes.has('evidenceGap');
  const log = logs.some((kind) => seen.kinds.has(kind));
  const ledger = isLookedInto(seen, 'ledger');
  return new Sightings(seen)
    .blind(
      !told && !log && !ledger,
      'Neither a line of a gateway log nor the ledger was read: nothing tells what is missing.',
      'Give the whole state folder (~/.openclaw) and the file of `logging.file`.',
      'missing evidence',
    )
    .quiet(!told, { info: 'starts and stops of the gateway', best: 'debug' })
    .partial(
      ledger && !log && !told,
      'Without the gateway log it is not known whether the gateway was shut down or killed.',
      'Read the gateway log as well (`logging.file`).',
      'killed gateways',
    )
    .partial(
      log && !told && !(seen.debugLines && ledger),
      'Holes in the log show only beside another record of the same runs: the ledger, and a log that tells of each run.',
      'Read the whole state folder, and set `logging.level` to debug: `openclaw config set logging.level debug`.',
      'holes in the log',
    ).verdict;
}
