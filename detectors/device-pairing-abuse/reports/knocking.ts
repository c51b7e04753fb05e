import type { Episode, Report } from '../../../src/detector-kit/index.ts';
import type { Options } from '../options.ts';
import { crowd, needed, whom } from '../place.ts';
import type { KnownPlace, Waiting } from '../waiting.ts';
import { block, closeGateway, newToken, rejectAll, removeUnknown } from './remedies.ts';
import { fact, lasting, plural } from './words.ts';

export interface Knocking {
  readonly episode: Episode;
  readonly waiting: Waiting;
  /** Devices that asked and were let in. */
  readonly approved: readonly string[];
  readonly options: Options;
}

/** Who let one of them in is told in a finding of its own. */
export function knocking({
  episode,
  place,
  waiting,
  approved,
  options,
}: Knocking & { place: KnownPlace }): Report {
  const devices = Math.max(1, waiting.devices.length + approved.length);
  const byDevices = devices >= needed(options.devices, crowd(place));
  return {
    title: 'Strange devices ask to be paired',
    summary: `${plural(devices, 'device')} asked to be paired from ${whom(place)}, with ${plural(episode.count, 'request')}${lasting(episode)}; ${fate(approved.length, devices)}.`,
    severity: 'medium',
    confidence: place.shared || place.claimed ? 'low' : 'medium',
    explanation: {
      rule: byDevices ? `devices of one address${whomNobody(approved)}` : 'requests of one address',
      seen: byDevices ? devices : waiting.requests.length,
      threshold: needed(byDevices ? options.devices : options.requests, crowd(place)),
      windowMs: options.window,
      facts: factsOf({ devices, episode, approved }),
    },
    remediation: [
      ...removeUnknown(approved),
      rejectAll,
      newToken,
      block(place.name, place.local),
      ...(place.local ? [] : [closeGateway]),
    ],
  };
}

export function wave({ episode, waiting, approved, options }: Knocking): Report {
  const addresses = episode.seen('ips');
  const devices = waiting.devices.length + approved.length;
  return {
    title: `Many strange devices ask to be paired${approved.length > 0 ? ', and some were let in' : ''}`,
    summary: `${plural(devices, 'device')} from ${addresses} addresses asked to be paired${lasting(episode)}; ${fate(approved.length, devices)}.`,
    severity: approved.length > 0 ? 'high' : 'medium',
    confidence: 'medium',
    explanation: {
      rule: `devices of several addresses${whomNobody(approved)}`,
      seen: devices,
      threshold: options.spread,
      windowMs: options.window,
      facts: [fact('addresses', addresses), ...factsOf({ devices, episode, approved })],
    },
    remediation: [...removeUnknown(approved), newToken, rejectAll, closeGateway],
  };
}

function whomNobody({ length: approved }: Knocking['approved']): string {
  return approved > 0 ? ', some of them approved' : ' that nobody approved';
}

function factsOf({ devices, episode, approved }: Told) {
  const { length } = approved;
  return [
    fact('devices', devices),
    fact('requests', episode.count),
    ...(length > 0 ? [fact('approved', length)] : []),
  ];
}

type Told = Pick<Knocking, 'episode' | 'approved'> & { readonly devices: number };

function fate(approved: number, devices: number): string {
  if (approved === 0) return devices === 1 ? 'nobody approved it' : 'none of them was approved';
  if (approved === devices)
    return devices === 1 ? 'it was approved meanwhile' : 'all of them were approved meanwhile';
  return `${approved} of them ${approved === 1 ? 'was' : 'were'} approved meanwhile`;
}
