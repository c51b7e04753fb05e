import {
  type EvidenceSeen,
  isLogRead,
  isLookedInto,
  type Sight,
  Sightings,
} from '../../src/detector-kit/index.ts';

export function sight(seen: EvidenceSeen): Sight {
  const told = seen.plainTypes.has('pairing');
  const log = isLogRead(seen);
  const list = isLookedInto(seen, 'devices', 'paired-devices');
  return new Sightings(seen)
    .blind(
      !told && !log && !list,
      'Neither a line of a gateway log nor the list of devices was read: nothing else tells of pairing.',
      'Give the whole state folder (~/.openclaw) and the file of `logging.file`.',
      'device pairing',
    )
    .quiet(!told, { warn: 'requests to pair', info: 'approvals of devices' })
    .partial(
      !told && !log && list,
      'Without the gateway log only devices that still wait or were let in are known, not who was refused.',
      'Read the gateway log as well (`logging.file`).',
      'refused devices',
    )
    .partial(
      log && !told && !seen.proxiesKnown,
      '`gateway.trustedProxies` is not known, so forwarded addresses are claims.',
      'Read the logs where `openclaw.json` is, or name the state folder.',
      'forwarded addresses',
    )
    .forgetful(
      ['device-pairing-abuse', 'linker/requests'],
      'So many devices asked that some had to be forgotten.',
      'Close the gateway to the internet: `openclaw config set gateway.bind loopback`.',
    ).verdict;
}
