import {
  cureOf,
  type EvidenceSeen,
  isLogRead,
  isLookedInto,
  type Sight,
  Sightings,
} from '../../src/detector-kit/index.ts';

export function sight(seen: EvidenceSeen): Sight {
  const told = seen.plainTypes.has('configChange');
  const journal = isLookedInto(seen, 'config-audit');
  const log = isLogRead(seen);
  return new Sightings(seen)
    .blind(
      !told && !journal && !log,
      'Neither a line of a gateway log nor the journal of settings was read.',
      'Give the whole state folder (~/.openclaw) and the file of `logging.file`.',
      'changes of settings',
    )
    .quiet(!told, { info: journal ? 'clients that change settings' : 'changes of settings' })
    .partial(
      !told && !journal && log,
      'Without the journal of settings the log tells what changed, but not always by whom, and nothing of changes while the gateway was off.',
      cureOf(
        seen,
        ['config-audit'],
        'Give the whole state folder (~/.openclaw): gateways since 2026.2 keep the journal there.',
      ),
      'who edited the settings',
    )
    .partial(
      !told && journal && !log,
      'Without the gateway log the address of a client that changes settings is not known.',
      'Read the gateway log as well (`logging.file`).',
      'addresses of clients',
    )
    .forgetful(['risky-config-change'], 'More gateways changed their settings than can be remembered.')
    .verdict;
}
