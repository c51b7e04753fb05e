import type { Incident, IncidentMoment } from '../model/incident.ts';
import { counted, grouped } from './counted.ts';
import type { FindingRow } from './finding-rows.ts';
import { distance, lasted, type PeopleTime } from './people-time.ts';

export interface IncidentView {
  readonly time: PeopleTime;
  readonly now: number;
  /** How many of its findings are shown. */
  readonly shown: number;
  readonly verbose: boolean;
}

const fewShared = 4;

/** What ties it, when it was, and how much of it is shown. Not escaped yet. */
export function incidentRows(incident: Incident, view: IncidentView): readonly FindingRow[] {
  const { shared, findings } = incident;
  const ties = shared.slice(0, view.verbose ? undefined : fewShared).map(({ value }) => value);
  const more = shared.length - ties.length;
  const hidden = findings.length - view.shown;
  return [
    { label: 'shared', text: ties.join(' · ') + (more > 0 ? ` and ${grouped(more)} more` : '') },
    { label: 'when', text: when(incident, view) },
    ...(hidden > 0
      ? [{ label: 'hidden', text: `${counted(hidden, 'finding')} of it that the options leave out` }]
      : []),
  ];
}

/** The moments that are shown, `undefined` where some are left out, each with its time. */
export function incidentMoments(
  { timeline, leftOut, firstSeen }: Incident,
  { time, verbose }: IncidentView,
): readonly { readonly when: string; readonly text: string }[] {
  const day = time.second(firstSeen).slice(0, 11);
  const rows = timeline.map((moment: IncidentMoment) => ({
    when: time.second(moment.time).replace(day, ''),
    text: moment.text,
  }));
  const half = verbose ? Math.ceil(rows.length / 2) : fewMoments / 2;
  const first = rows.slice(0, half);
  const last = rows.slice(Math.max(half, rows.length - half));
  const missing = leftOut + rows.length - first.length - last.length;
  return missing === 0 ? rows : [...first, { when: '…', text: `${grouped(missing)} more` }, ...last];
}

const fewMoments = 8;

function when({ firstSeen, lastSeen, findings }: Incident, { time, now }: IncidentView): string {
  const duration = lasted(firstSeen, lastSeen);
  const span = time.span(firstSeen, lastSeen);
  return [
    duration === '0ms' ? span : `${span} (${duration})`,
    counted(findings.length, 'finding'),
    distance(lastSeen, now),
  ].join(' · ');
}
