import {
  clamp,
  type Episode,
  policyWords,
  type Report,
  refuseUnlessListed,
} from '../../../src/detector-kit/index.ts';
import type { Asker } from '../asker.ts';
import type { Options } from '../options.ts';
import type { Approval } from '../step.ts';
import { allowlist, history, noExec, stop } from './remedies.ts';
import { fact, lasting, plural, quoted } from './words.ts';

interface PileUp {
  readonly event: Approval;
  readonly asker: Asker;
  readonly episode: Episode;
  readonly count: number;
  readonly options: Options;
}

export function pileUp({ event, asker, episode, count, options }: PileUp): Report {
  return {
    title: 'Approval requests that nobody answers pile up',
    summary: `${plural(episode.count, 'request')} of ${asker.name} got no answer${lasting(episode)}, last ${quoted(event.command ?? '')}.`,
    severity: 'medium',
    confidence: event.trust === 'claimed' ? 'low' : 'medium',
    explanation: {
      rule: 'requests of one agent without an answer',
      seen: count,
      threshold: options.unanswered,
      windowMs: options.window,
      facts: [fact('requests', episode.count)],
    },
    remediation: [
      history,
      stop(event),
      `If nobody is there to answer, say so: ${policyWords(refuseUnlessListed)}, and list what it may run (${allowlist('add', event)}).`,
      noExec(event),
    ],
  };
}

export function nobodyToAsk({ event, asker, episode, count, options }: PileUp): Report {
  return {
    title: 'An agent asks where nobody can answer',
    summary: `The gateway refused ${plural(episode.count, 'request')} of ${asker.name}${lasting(episode)} without waiting, because nobody was connected who could approve; last ${quoted(event.command ?? '')}.`,
    severity: 'low',
    confidence: 'high',
    explanation: {
      rule: 'requests of one agent with nobody to ask',
      seen: count,
      threshold: options.unanswered,
      windowMs: options.window,
      facts: [fact('requests', episode.count)],
    },
    remediation: [
      `If it works for you, open the Control UI (\`openclaw dashboard\`) before it runs, or list what it may run: ${allowlist('add', event)}.`,
      history,
    ],
  };
}

export function lonelyJob(episode: Episode, job: string): Report {
  return {
    title: 'A scheduled job asks in vain',
    summary: `${clamp(job, 120)} asked ${plural(episode.count, 'time')} for an approval and nobody answered: it never does its work.`,
    severity: 'low',
    confidence: 'high',
    explanation: { rule: 'requests of a scheduled job without an answer', seen: episode.count, threshold: 2 },
    remediation: [
      'Allow what it needs: `openclaw approvals allowlist add <pattern>`, or remove the job: `openclaw cron list`, `openclaw cron rm <job id>`.',
    ],
  };
}
