import { type AuditEvent, clamp, type Episode, type Report } from '../../../src/detector-kit/index.ts';
import { fact, lasting, plural } from './words.ts';

export function meddling(
  episode: Episode,
  event: AuditEvent<'pairing'>,
  counts: { readonly seen: number; readonly threshold: number; readonly windowMs: number },
): Report {
  return {
    title: 'Somebody tries to manage devices of others',
    summary: `${plural(episode.count, 'time')}${lasting(episode)} the gateway refused to approve, remove or renew a device for somebody who may not: ${clamp(event.reason ?? 'not allowed', 80)}.`,
    severity: 'medium',
    confidence: 'medium',
    explanation: { rule: 'refused changes of devices', ...counts, facts: [fact('refused', episode.count)] },
    remediation: [
      '`openclaw devices list` shows which devices hold operator.pairing; remove those that are not yours with `openclaw devices remove <deviceId>`.',
      'A page of your own without the right to do it: `openclaw devices rotate --device <deviceId> --role operator` with the scopes it needs.',
    ],
  };
}
