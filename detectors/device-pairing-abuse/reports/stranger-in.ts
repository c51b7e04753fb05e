import type { AuditEvent, Episode, Report } from '../../../src/detector-kit/index.ts';
import { newToken, removeUnknown } from './remedies.ts';
import { fact, plural, short } from './words.ts';

interface Stranger {
  readonly event: AuditEvent<'pairing'>;
  readonly episode: Episode;
  readonly asked: string;
  readonly doubts: readonly string[];
}

export function strangerIn({ event, episode, asked, doubts }: Stranger): Report {
  const devices = episode.values('devices');
  const many = devices.length > 1;
  const place = asked === 'behind-proxy' ? 'behind the proxy' : asked;
  const scopes =
    event.scopesTo === undefined ? '' : ` with ${event.scopesTo.replaceAll(',', ', ').slice(0, 120)}`;
  return {
    title: many ? "A stranger's devices were let in" : "A stranger's device was let in",
    summary: `${many ? plural(episode.seen('devices'), 'device') : short(event.device)}, which asked from ${place}, ${many ? 'were' : 'was'} approved${scopes}, although ${doubts.join(' and ')}.`,
    severity: 'high',
    confidence: asked === 'behind-proxy' ? 'low' : 'medium',
    explanation: {
      rule: 'approval of a device from a place that is suspect',
      facts: [fact('asked from', place), ...doubts.map((doubt) => fact('against it', doubt))],
    },
    remediation: [
      ...removeUnknown(devices),
      newToken,
      'See what it did since: `openclaw logs`, `openclaw audit --json`; look at `openclaw config get` for changed settings.',
    ],
  };
}
