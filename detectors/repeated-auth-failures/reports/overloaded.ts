import type { Episode, Report } from '../../../src/detector-kit/index.ts';
import { plural } from './words.ts';

export function overloaded(episode: Episode): Report {
  return {
    title: 'Too many guessing addresses to tell apart',
    summary: `Wrong credentials come from more addresses than can be counted one by one. ${plural(episode.count, 'try', 'tries')} from ${plural(episode.seen('ips'), 'address', 'addresses')} seemed to pass the threshold; no finding was made of each.`,
    severity: 'high',
    confidence: 'high',
    explanation: {
      rule: 'the counters of single addresses are full',
      seen: episode.seen('ips'),
    },
    remediation: [
      'Close the gateway to the internet: `openclaw config set gateway.bind loopback`, and use Tailscale or SSH.',
      'Let the firewall or the proxy admit your own networks only.',
      'Then look for a success among the attempts: `openclaw devices list`.',
    ],
  };
}
