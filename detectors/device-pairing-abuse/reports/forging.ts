import type { AuditEvent, Episode, Report } from '../../../src/detector-kit/index.ts';
import type { Forgery } from '../forgery.ts';
import type { Options } from '../options.ts';
import { needed, type Place, whom } from '../place.ts';
import { block, closeGateway, remove } from './remedies.ts';
import { fact, lasting, plural, short } from './words.ts';

interface Forging {
  readonly episode: Episode;
  readonly place: Place;
  readonly forgery: Forgery;
  readonly options: Options;
}

export function forging({ episode, place, forgery, options }: Forging): Report {
  const { posedAs, reasons } = forgery;
  const times = plural(episode.count, 'login');
  const asWhom =
    posedAs === null ? '' : ` One posed as device ${posedAs.slice(0, 12)}, which is paired here.`;
  return {
    title: posedAs === null ? 'Forged device identities' : 'Somebody poses as a paired device',
    summary: `${times} from ${whom(place)}${lasting(episode)} came with a device identity that does not fit its key (${reasons.join(', ')}).${asWhom} All were refused.`,
    severity: posedAs === null ? 'medium' : 'high',
    confidence: place.shared || place.claimed ? 'medium' : 'high',
    explanation: {
      rule: 'device identities that do not fit their key',
      seen: episode.count,
      threshold: needed(options.signatures, place),
      windowMs: options.window,
      facts: [fact('devices claimed', episode.seen('devices')), fact('reasons', reasons.join(', '))],
    },
    remediation: [
      'They got nowhere; see that it stays so: `openclaw devices list` must name only devices that you know.',
      ...(posedAs === null ? [] : [`If that device may be lost or copied, ${remove(posedAs)}`]),
      block(place.name, place.local),
      ...(place.local ? [] : [closeGateway]),
    ],
  };
}

export function brokenDevice(episode: Episode, event: AuditEvent<'authAttempt'>, place: Place): Report {
  return {
    title: 'A device of your own has lost its key',
    summary: `${short(event.device)} is paired and was at ${whom(place)} before; ${plural(episode.count, 'login')} from there${lasting(episode)} had a signature that does not fit.`,
    severity: 'low',
    confidence: 'medium',
    explanation: { rule: 'bad signature of a paired device at a place of its own', seen: episode.count },
    remediation: [
      `Pair it anew: ${remove(event.device)} Then connect and \`openclaw devices approve <requestId>\`.`,
    ],
  };
}
