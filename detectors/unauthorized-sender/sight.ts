import {
  type EvidenceSeen,
  isLogRead,
  isLookedInto,
  levelCure,
  type Sight,
  Sightings,
} from '../../src/detector-kit/index.ts';

export function sight(seen: EvidenceSeen): Sight {
  const told = seen.plainTypes.has('accessDenied');
  const log = isLogRead(seen);
  return new Sightings(seen)
    .blind(
      !told && !log && !isLookedInto(seen, 'channel-pairing'),
      'No line of a gateway log was read: nothing else tells whom the gateway refused.',
      'Give the whole state folder (~/.openclaw) and the file of `logging.file`.',
      'refused senders',
    )
    .quiet(!told, { info: 'refused senders', best: 'debug' })
    .partial(
      !told && log && !seen.debugLines,
      'Gateways tell of refused senders at debug level alone; at info they tell only of refusals on IRC and of requests to be paired on Telegram.',
      levelCure('debug'),
      'refused senders',
    )
    .forgetful(
      ['unauthorized-sender'],
      'So many strangers wrote that some had to be forgotten.',
      'Set `dmPolicy` of that channel to allowlist.',
    ).verdict;
}
