import {
  type AuditEvent,
  type Episode,
  formatDuration,
  type Report,
} from '../../../src/detector-kit/index.ts';
import type { Options } from '../options.ts';
import { type Place, whom } from '../place.ts';
import { isGrave } from '../scopes.ts';
import type { Wish } from '../wish.ts';
import { block, closeGateway, rejectAll, remove } from './remedies.ts';
import { fact, plural, short } from './words.ts';

interface Wishing {
  readonly episode: Episode;
  readonly event: AuditEvent<'pairing'>;
  readonly place: Place;
  readonly wish: Wish;
  readonly options: Options;
}

export function moreRights({ episode, event, place, wish }: Wishing): Report {
  const wanted = [...(wish.role === null ? [] : [`the role ${wish.role}`]), ...wish.scopes].join(', ');
  const doubts = [...wish.doubts, ...(wish.platforms.length < 2 ? [] : [claims(wish)])];
  const isGraveWish = wish.role !== null || wish.scopes.some(isGrave);
  const against = doubts.length === 0 ? '' : ` Against it: ${doubts.join('; ')}.`;
  return {
    title: 'A device asks for more rights',
    summary: `${short(event.device)} at ${whom(place)} asked for ${wanted.slice(0, 200)} (${plural(episode.count, 'time')}).${against}`,
    severity: isGraveWish && doubts.length > 0 ? 'high' : 'medium',
    confidence: place.shared || place.claimed ? 'medium' : 'high',
    explanation: {
      rule: 'a paired device that asks for more than it has',
      seen: episode.count,
      threshold: 1,
      facts: [fact('asked for', wanted), ...doubts.map((doubt) => fact('against it', doubt))],
    },
    remediation: remedies(event, place),
  };
}

export function onePlatformTooMany({ episode, event, place, wish, options }: Wishing): Report {
  return {
    title: 'One device key on two platforms',
    summary: `${short(event.device)} at ${whom(place)}: ${claims(wish)}.`,
    severity: 'medium',
    confidence: 'medium',
    explanation: {
      rule: 'one device key that claims two platforms',
      seen: wish.platforms.length,
      threshold: 2,
      windowMs: options.window,
      facts: [fact('requests', episode.count)],
    },
    remediation: remedies(event, place),
  };
}

function claims({ platforms }: Wish): string {
  const [[, first] = ['', 0], [, last] = ['', 0]] = [platforms[0], platforms.at(-1)];
  const names = platforms.map(([name]) => name).join(', then ');
  const within = last - first < 1000 ? '' : ` within ${formatDuration(last - first)}`;
  return `it says that it runs on ${names}${within}, as a copied key would`;
}

function remedies({ device }: AuditEvent<'pairing'>, { name, local }: Place): readonly string[] {
  return [
    rejectAll,
    `If you do not know the device: ${remove(device)}`,
    block(name, local),
    ...(local ? [] : [closeGateway]),
  ];
}
