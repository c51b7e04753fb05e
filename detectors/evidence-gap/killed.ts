import {
  type AuditEvent,
  dayOf,
  type Episode,
  minute,
  type Periods,
  periodsBefore,
  type Report,
  type Severity,
} from '../../src/detector-kit/index.ts';
import { keepEvidence } from './remedies.ts';
import { fact, plural, span } from './words.ts';

interface Killed {
  readonly episode: Episode;
  readonly event: AuditEvent<'gatewayState'>;
  /** Between its last sign and the next start. */
  readonly silence: number;
  /** What of the recording was changed shortly before. */
  readonly settings: string | undefined;
  /** Settings that were changed while it was dead. */
  readonly changes: readonly string[];
  readonly alive: number;
  readonly crashes: Periods;
}

/** Days with such an end after which another one is this gateway's way of ending. */
const usual = 2;

export function killed(end: Killed): Report {
  const { episode, event, silence, crashes } = end;
  const changed = changedWords(end);
  const times = episode.count === 1 ? 'The gateway' : `${plural(episode.count, 'time')} the gateway`;
  const days = periodsBefore(crashes, dayOf(event.time));
  const often = days < usual ? '' : ` It did so on ${days} other days.`;
  return {
    title: changed === '' ? 'The gateway ended without shutting down' : 'Gateway killed as settings changed',
    summary: `${times} ended without a word of shutting down; its last sign came ${span(silence)} before it started again.${changed}${often}`,
    severity: severityOf(end, changed !== ''),
    confidence: changed === '' || event.trust === 'claimed' ? 'medium' : 'high',
    explanation: {
      rule: 'a start without a shutdown before it',
      seen: episode.count,
      threshold: 1,
      facts: [fact('silence before the start', span(silence)), fact('other days with such an end', days)],
    },
    remediation: [
      `Ask the machine who ended it: \`journalctl -k --since "${shortlyBefore(event.time - silence)}" | grep -i -E "oom|killed"\`, \`last -x\`, \`docker inspect\`, and the shell histories of those who may.`,
      'What was in memory was not written: for that span believe the ledger (`openclaw audit --json`) and the transcripts, not the log.',
      ...(changed === ''
        ? []
        : [
            'Compare `openclaw.json` with its backups (`openclaw.json.bak*`) before you trust the gateway again.',
          ]),
      keepEvidence,
    ],
  };
}

/** As the journal takes it: the findings may be told days later. */
function shortlyBefore(time: number): string {
  const start = new Date(Math.max(0, time - 5 * minute)).toISOString();
  return `${start.slice(0, 19).replace('T', ' ')} UTC`;
}

function severityOf({ silence, alive, event, crashes }: Killed, changed: boolean): Severity {
  if (changed) return 'high';
  return silence < alive && periodsBefore(crashes, dayOf(event.time)) < usual ? 'medium' : 'low';
}

function changedWords({ settings, changes }: Killed): string {
  const dead = changes.length === 0 ? '' : ` While it was down, somebody changed ${changes.join(', ')}.`;
  return settings === undefined ? dead : ` Shortly before, somebody changed ${settings}.${dead}`;
}
