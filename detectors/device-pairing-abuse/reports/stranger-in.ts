import type { AuditEvent, Report } from '../../../src/detector-kit/index.ts';
import { newToken, remove } from './remedies.ts';
import { fact, short } from './words.ts';

interface Stranger {
  readonly event: AuditEvent<'pairing'>;
  readonly asked: string;
  readonly doubts: readonly string[];
}

export function strangerIn({ event, asked, doubts }: Stranger): Report {
  const place = asked === 'behind-proxy' ? 'behind the proxy' : asked;
  const scopes = event.scopesTo === undefined ? '' : ` with ${event.scopesTo.slice(0, 120)}`;
  return {
    title: "A stranger's device was let in",
    summary: `${short(event.device)}, which asked from ${place}, was approved${scopes}, although ${doubts.join(' and ')}.`,
    severity: 'high',
    confidence: asked === 'behind-proxy' ? 'low' : 'medium',
    explanation: {
      rule: 'approval of a device from a place that is suspect',
      facts: [fact('asked from', place), ...doubts.map((doubt) => fact('against it', doubt))],
    },
    remediation: [
      `If you do not know it: ${remove(event.device)}`,
      newToken,
      'See what it did since: `openclaw logs`, `openclaw audit --json`; look at `openclaw config get` for changed settings.',
    ],
  };
}
