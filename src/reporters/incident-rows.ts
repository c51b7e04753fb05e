import { shortId } from '../facts/short-id.ts';
import type { Finding } from '../model/finding.ts';
import type { Incident, SharedEntity } from '../model/incident.ts';
import { counted, grouped } from './counted.ts';
import type { FindingRow } from './finding-row.ts';
import { distance, lasted, type PeopleTime } from './people-time.ts';

export interface IncidentView {
  readonly time: PeopleTime;
  readonly now: number;
  /** Those of its findings that are shown. */
  readonly told: readonly Finding[];
  readonly verbose: boolean;
}

const fewShared = 4;

/** What ties it, when it was, and how much of it is shown. Not escaped yet. */
export function incidentRows(incident: Incident, view: IncidentView): readonly FindingRow[] {
  const { id, shared, findings } = incident;
  const ties = shared.slice(0, view.verbose ? undefined : fewShared).map((tie) => tieWords(tie, view));
  const more = shared.length - ties.length;
  const hidden = findings.length - view.told.length;
  return [
    { label: 'shared', text: ties.join(' · ') + (more > 0 ? ` and ${grouped(more)} more` : '') },
    { label: 'when', text: when(incident, view) },
    ...(hidden > 0
      ? [
          {
            label: 'hidden',
            text: `${counted(hidden, 'finding')} of it; openclaw-audit explain ${id.slice(0, 12)} tells all`,
          },
        ]
      : []),
  ];
}

export interface StoryRow {
  readonly when: string;
  readonly text: string;
}

/** Its findings in the order in which they began, each in its own words; `…` where some are left out. */
export function storyRows(incident: Incident, view: IncidentView): readonly StoryRow[] {
  const rows = momentsOf(incident, view);
  const half = view.verbose || rows.length <= fewMoments ? rows.length : fewMoments / 2;
  const first = rows.slice(0, half);
  const last = rows.slice(Math.max(half, rows.length - half));
  const missing = incident.findings.length - first.length - last.length;
  return missing === 0 ? rows : [...first, { when: '…', text: `${grouped(missing)} more` }, ...last];
}

const fewMoments = 12;

/** A finding that is not shown has left its first moment in the timeline. */
function momentsOf({ findings, timeline, firstSeen }: Incident, { told, time }: IncidentView) {
  const day = time.second(firstSeen).slice(0, 11);
  const own = new Map(
    told.map(({ id, firstSeen: at, summary, title }) => [id, [at, summary || title]] as const),
  );
  return findings.flatMap((id): readonly StoryRow[] => {
    const moment = timeline.find(({ finding }) => finding === id);
    const [at, text] = own.get(id) ?? [moment?.time, moment?.text];
    if (at === undefined || text === undefined) return [];
    return [{ when: time.second(at).replace(day, ''), text }];
  });
}

function tieWords({ kind, value }: SharedEntity, { verbose }: IncidentView): string {
  return kind === 'devices' ? `device ${verbose ? value : shortId(value)}` : value;
}

function when({ firstSeen, lastSeen, findings }: Incident, { time, now }: IncidentView): string {
  const duration = lasted(firstSeen, lastSeen);
  const span = time.span(firstSeen, lastSeen);
  return [
    duration === '0ms' ? span : `${span} (${duration})`,
    counted(findings.length, 'finding'),
    distance(lastSeen, now),
  ].join(' · ');
}
