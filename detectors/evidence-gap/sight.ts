import {
  areOlder,
  cureOf,
  type EvidenceSeen,
  isLogRead,
  isLookedInto,
  levelCure,
  type Sight,
  Sightings,
} from '../../src/detector-kit/index.ts';

export function sight(seen: EvidenceSeen): Sight {
  const told = seen.plainTypes.has('gatewayState') || seen.plainTypes.has('evidenceGap');
  const log = isLogRead(seen);
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
      log && !told && !ledger,
      'Holes in the log show only beside the ledger, which was not read.',
      cureOf(
        seen,
        ['ledger'],
        areOlder(seen, 2026_07)
          ? 'Gateways since 2026.7 keep a ledger: update OpenClaw.'
          : 'Give the whole state folder (~/.openclaw), or the output of `openclaw audit --json` as well.',
      ),
      'holes in the log',
    )
    .partial(
      log && !told && !seen.debugLines,
      'Holes in the log show only where it tells of each run, which it does at debug level alone.',
      levelCure('debug'),
      'holes in the log',
    ).verdict;
}
