import type { AuditEvent, Episode, Report } from '../../../src/detector-kit/index.ts';
import type { Asker } from '../asker.ts';
import type { Options } from '../options.ts';
import { history, noExec, onlyAsk, stop } from './remedies.ts';
import { fact, lasting, plural } from './words.ts';

interface Flood {
  readonly event: AuditEvent;
  readonly asker: Asker;
  readonly episode: Episode;
  readonly open: number;
  readonly options: Options;
}

export function flood({ event, asker, episode, open, options }: Flood): Report {
  return {
    title: 'A flood of approval requests',
    summary: `${asker.name} asked for ${plural(episode.count, 'approval')}${lasting(episode)}; ${open} of the last were not allowed.`,
    severity: 'medium',
    confidence: event.trust === 'claimed' ? 'low' : 'medium',
    explanation: {
      rule: 'requests of one agent that were not allowed',
      seen: open,
      threshold: options.requests,
      windowMs: options.window,
      facts: [fact('requests', episode.count)],
    },
    remediation: [stop(event), history, onlyAsk, noExec(event)],
  };
}
