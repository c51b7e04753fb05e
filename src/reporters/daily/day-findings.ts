import { rankOf } from '../../facts/severity.ts';
import type { Finding } from '../../model/finding.ts';
import { counted } from '../counted.ts';
import { placeIn } from '../evidence-shown.ts';
import type { PeopleTime } from '../people-time.ts';
import type { DaySummary } from './day-summary.ts';

const fewFindings = 5;

export interface ShownFindings {
  readonly fresh: readonly Finding[];
  readonly ongoing: readonly Finding[];
  /** How many more there are. */
  readonly more: number;
}

/** The worst of the day, the new ones first among equals. */
export function shownFindings({ fresh, ongoing }: DaySummary, all: boolean): ShownFindings {
  const worst = new Set([...fresh, ...ongoing].sort(bySeverity).slice(0, all ? undefined : fewFindings));
  return {
    fresh: fresh.filter((finding) => worst.has(finding)),
    ongoing: ongoing.filter((finding) => worst.has(finding)),
    more: fresh.length + ongoing.length - worst.size,
  };
}

/** The first thing to do about the worst, or `undefined` on a quiet day. */
export function firstStep({
  fresh,
  ongoing,
}: DaySummary): { readonly step: string; readonly id: string } | undefined {
  const [worst] = [...fresh, ...ongoing].sort(bySeverity);
  return worst && { step: worst.remediation[0] ?? '', id: worst.id };
}

/** When, how often and where it is written: `14:01 → 14:05 · 8 times · gateway.log:103 · 4377c30d4761`. */
export function findingNumbers(finding: Finding, day: DaySummary, time: PeopleTime): readonly string[] {
  const { firstSeen, lastSeen, count, evidence, id } = finding;
  const proof = evidence.find(({ time: at }) => at >= day.from) ?? evidence.at(-1);
  return [
    when(firstSeen, lastSeen, day, time),
    count === 1 ? 'once' : counted(count, 'time'),
    ...(proof ? [`${fileOf(proof.source.name)}${placeIn(proof.source)}`] : []),
    id.slice(0, 12),
  ];
}

function when(first: number, last: number, day: DaySummary, time: PeopleTime): string {
  const clock = (at: number) => time.minute(at).slice(11);
  if (first < day.from) {
    const days = Math.round((noon(time.minute(day.from)) - noon(time.minute(first))) / 86_400_000) + 1;
    return `since ${time.minute(first).slice(5)}, day ${days}; last ${clock(last)}`;
  }
  return clock(first) === clock(last) ? clock(first) : `${clock(first)} → ${clock(last)}`;
}

function noon(minute: string): number {
  return Date.parse(`${minute.slice(0, 10)}T12:00:00Z`);
}

function fileOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

function bySeverity(a: Finding, b: Finding): number {
  return rankOf(b.severity) - rankOf(a.severity);
}
