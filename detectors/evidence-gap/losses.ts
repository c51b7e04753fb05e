import {
  type AuditEvent,
  clamp,
  type DetectorContext,
  dayOf,
  type Episodes,
  hour,
  type Memory,
  noPeriods,
  type Periods,
  periodsBefore,
  type Severity,
  withPeriod,
} from '../../src/detector-kit/index.ts';
import type { Options } from './options.ts';
import { keepEvidence } from './remedies.ts';
import type { SettingsWatch } from './settings-watch.ts';
import { fact, plural } from './words.ts';

type Gap = AuditEvent<'evidenceGap'>;

interface Loss {
  readonly key: string;
  readonly title: string;
  readonly what: string;
  readonly severity: Severity;
  readonly advice: string;
}

/** Days with the same loss after which it is this gateway's state, not news. */
const usual = 3;

/** What the evidence itself says is missing. What is pruned, rotated or unreadable is coverage, not a finding. */
export class Losses {
  readonly #settings: SettingsWatch;
  readonly #book: Episodes;
  readonly #days: Memory<Periods>;

  constructor({ episodes, memory }: DetectorContext<Options>, settings: SettingsWatch) {
    this.#settings = settings;
    this.#book = episodes('losses', { gap: hour, keys: 2_000 });
    this.#days = memory<Periods>('loss days', { max: 2_000 });
  }

  add(event: Gap): void {
    const loss = lossOf(event);
    if (loss === undefined) return;
    const { gateway, time, missing = 1, note = '' } = event;
    const key = `${gateway}\n${loss.key}`;
    const days = withPeriod(this.#days.get(key) ?? noPeriods, dayOf(time));
    this.#days.set(key, days);
    const before = periodsBefore(days, dayOf(time));
    const settings = this.#settings.before(gateway, time);
    const episode = this.#book.add(loss.key, event, { count: missing });
    const changed = settings === undefined ? '' : ` Shortly before, somebody changed ${settings}.`;
    episode.report({
      title: loss.title,
      summary: `${plural(episode.count, 'record')} ${loss.what} (${clamp(note, 120)}).${changed}`,
      severity: settings !== undefined ? 'high' : before >= usual ? 'low' : loss.severity,
      confidence: event.trust === 'claimed' ? 'low' : 'high',
      explanation: {
        rule: `evidence that says what is missing (${event.gap})`,
        seen: episode.count,
        threshold: 1,
        facts: [fact('other days with such a loss', before)],
      },
      remediation: [loss.advice, keepEvidence],
    });
  }
}

function lossOf({ gap, source, note = '' }: Gap): Loss | undefined {
  if (gap === 'sequence') return 'table' in source ? cutOut : notExported;
  if (gap === 'truncated') return note.includes('reached its size') ? fullLog : undefined;
  if (gap !== 'dropped') return undefined;
  return note.includes('queue') ? overflow : unwritten;
}

const cutOut: Loss = {
  key: 'rows',
  title: 'Rows were cut out of the audit ledger',
  what: 'of the audit ledger are gone from its middle; the gateway itself only forgets the oldest',
  severity: 'high',
  advice:
    'Only somebody with write access to `openclaw.sqlite` can do this: compare with a backup or an earlier `openclaw audit --json`, and see in the transcripts what ran in that span.',
};

const notExported: Loss = {
  key: 'pages',
  title: 'Rows are missing between pages of the ledger',
  what: 'of the audit ledger are not in the exported pages: left out by the export, or gone',
  severity: 'low',
  advice:
    'Export all of it (`openclaw audit --json`, page after page with its cursor), or give the state folder itself.',
};

const fullLog: Loss = {
  key: 'full',
  title: 'The gateway stopped writing its log',
  what: 'of the log say that nothing more is written',
  severity: 'medium',
  advice:
    'Update the gateway (newer ones rotate), or raise `logging.maxFileBytes` and restart it: until then it writes nothing.',
};

const overflow: Loss = {
  key: 'overflow',
  title: 'The gateway lost lines of its log',
  what: 'of the log were dropped: more came in than could be written',
  severity: 'medium',
  advice:
    'See who was so busy just then (`openclaw-audit --verbose`): a flood is a way to hide one line among many.',
};

const unwritten: Loss = {
  key: 'unwritten',
  title: 'The audit ledger could not be written',
  what: 'of the audit ledger could not be written',
  severity: 'medium',
  advice: 'See that the disk has room and that nobody else holds `openclaw.sqlite` open: `lsof`, `df -h`.',
};
