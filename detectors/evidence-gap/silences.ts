import type { Episode, Report } from '../../src/detector-kit/index.ts';
import { checkLedger, checkLog, keepEvidence } from './remedies.ts';
import type { Hole, Record } from './untold.ts';
import { fact, plural, span } from './words.ts';

export function torn(episode: Episode, settings: string | undefined): Report {
  return {
    title: 'A piece of the log is missing',
    summary: `The log tells how ${plural(episode.count, 'agent run')} ended, and never that ${episode.count === 1 ? 'it' : 'they'} began: the ledger has the beginning, the log was there before and after.${before(settings)}`,
    severity: settings === undefined ? 'medium' : 'high',
    confidence: 'medium',
    explanation: {
      rule: 'the end of a run in the log without its beginning',
      seen: episode.count,
      threshold: 1,
      facts: [fact('runs', episode.values('runs').slice(0, 5).join(', '))],
    },
    remediation: [
      'Read the transcripts and the ledger of that minute: what the log does not tell is what somebody may have wanted to hide.',
      checkLog,
      keepEvidence,
    ],
  };
}

interface Silence {
  readonly record: Record;
  readonly hole: Hole;
  readonly settings: string | undefined;
  /** It spoke again. */
  readonly resumed: boolean;
  readonly threshold: number;
}

export function silent({ record, hole, settings, resumed, threshold }: Silence): Report {
  const other = record === 'log' ? 'ledger' : 'log';
  const name = record === 'log' ? 'gateway log' : 'audit ledger';
  const end = resumed
    ? 'then it went on'
    : 'and it has not gone on, unless it was read earlier than the other';
  return {
    title: `The ${name} was silent while agents ran`,
    summary: `The ${other} tells of ${plural(hole.count, 'agent run')} within ${span(hole.last - hole.first)} that the ${name} does not, though both told of every run before; ${end}.${before(settings)}`,
    severity: settings === undefined ? 'medium' : 'high',
    confidence: resumed ? 'medium' : 'low',
    explanation: {
      rule: `runs that only the ${other} tells of`,
      seen: hole.count,
      threshold,
      windowMs: null,
    },
    remediation: [record === 'log' ? checkLog : checkLedger, keepEvidence],
  };
}

function before(settings: string | undefined): string {
  return settings === undefined ? '' : ` Shortly before, somebody changed ${settings}.`;
}
