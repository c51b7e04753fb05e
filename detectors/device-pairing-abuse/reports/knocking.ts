import type { Episode, Report } from '../../../src/detector-kit/index.ts';
import type { Options } from '../options.ts';
import { crowd, needed, type Place, whom } from '../place.ts';
import type { Waiting } from '../waiting.ts';
import { block, closeGateway, newToken, rejectAll } from './remedies.ts';
import { fact, lasting, plural } from './words.ts';

export interface Knocking {
  readonly episode: Episode;
  readonly waiting: Waiting;
  /** Devices that asked and wait no longer. */
  readonly approved: number;
  readonly options: Options;
}

export function knocking({
  episode,
  place,
  waiting,
  approved,
  options,
}: Knocking & { place: Place }): Report {
  const devices = Math.max(1, waiting.devices.length + approved);
  const byDevices = waiting.devices.length >= needed(options.devices, crowd(place));
  return {
    title: 'Strange devices ask to be paired',
    summary: `${plural(devices, 'device')} asked to be paired from ${whom(place)}, with ${plural(episode.count, 'request')}${lasting(episode)}; ${fate(approved) ?? 'none of them was approved'}.`,
    severity: 'medium',
    confidence: place.shared || place.claimed ? 'low' : 'medium',
    explanation: {
      rule: byDevices ? 'devices of one address that nobody approved' : 'requests of one address',
      seen: byDevices ? waiting.devices.length : waiting.requests.length,
      threshold: needed(byDevices ? options.devices : options.requests, crowd(place)),
      windowMs: options.window,
      facts: [fact('devices', devices), fact('requests', episode.count)],
    },
    remediation: [
      rejectAll,
      newToken,
      block(place.name, place.local),
      ...(place.local ? [] : [closeGateway]),
    ],
  };
}

export function wave({ episode, waiting, approved, options }: Knocking): Report {
  const addresses = episode.seen('ips');
  return {
    title: 'Many strange devices ask to be paired',
    summary: `${plural(waiting.devices.length + approved, 'device')} from ${addresses} addresses asked to be paired${lasting(episode)}; ${fate(approved) ?? 'nobody approved them'}.`,
    severity: 'medium',
    confidence: 'medium',
    explanation: {
      rule: 'devices of several addresses that nobody approved',
      seen: waiting.devices.length,
      threshold: options.spread,
      windowMs: options.window,
      facts: [fact('addresses', addresses), fact('requests', episode.count)],
    },
    remediation: [newToken, rejectAll, closeGateway],
  };
}

function fate(approved: number): string | undefined {
  if (approved === 0) return undefined;
  return `${approved} of them ${approved === 1 ? 'was' : 'were'} approved meanwhile`;
}
