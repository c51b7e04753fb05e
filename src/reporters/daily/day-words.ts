import { lengthOfSpans, type TimeSpan } from '../../facts/spans.ts';
import { type Finding, severities } from '../../model/finding.ts';
import { counted } from '../counted.ts';
import type { PeopleTime } from '../people-time.ts';
import type { DayCounts, DaySummary, Watched } from './day-summary.ts';
import { hasEvidence, isQuiet, lost } from './quiet.ts';

/** `Saturday 2026-11-21`, of today with `so far`. */
export function dayName({ date, over }: DaySummary): string {
  const weekday = new Date(`${date}T12:00:00Z`).toLocaleDateString('en-US', {
    weekday: 'long',
    timeZone: 'UTC',
  });
  return `${weekday} ${date}${over ? '' : ' so far'}`;
}

/** What the day was: how bad, how well watched, how busy. */
export function dayVerdict(day: DaySummary): string {
  return dayVerdictLines(day).join('; ');
}

/** The same, in one line for a quiet day, else with a line for how bad it was. */
export function dayVerdictLines(day: DaySummary): readonly string[] {
  if (!hasEvidence(day)) return [notWatched];
  const facts = [watchedWords(day.watch), countWords(day.counts)].join('; ');
  return isQuiet(day) ? [`${verdictWords(day)}; ${facts}`] : [verdictWords(day), facts];
}

const notWatched =
  'not watched: no evidence of that day was found (the gateway prunes its logs after 24 h; run this daily, or --follow)';

function verdictWords(day: DaySummary): string {
  if (isQuiet(day)) return day.watch.some((each) => lost(each) >= longLoss) ? 'nothing found' : 'quiet';
  const fresh = bySeverity(day.fresh);
  const ongoing = bySeverity(day.ongoing);
  return [fresh && `${fresh} new`, ongoing && `${ongoing} ${day.ongoing.length === 1 ? 'goes' : 'go'} on`]
    .filter(Boolean)
    .join('; ');
}

const longLoss = 3_600_000;

function bySeverity(findings: readonly Finding[]): string {
  return [...severities]
    .reverse()
    .map((severity) => ({ severity, count: findings.filter((one) => one.severity === severity).length }))
    .filter(({ count }) => count > 0)
    .map(({ severity, count }) => `${count} ${severity}`)
    .join(', ');
}

/** Of several gateways, the one that was watched least. */
function watchedWords(watch: readonly Watched[]): string {
  const [least, ...others] = [...watch].sort((a, b) => a.watched - b.watched);
  if (!least) return 'not watched';
  const all = least.of - least.watched < short;
  const whose = others.length > 0 && !all ? ` (${least.gateway})` : '';
  return `watched ${hours(all ? least.of : least.watched)} of ${hours(least.of)}${whose}`;
}

/** The first record of a day is never written at midnight sharp. */
const short = 300_000;

export function hours(length: number): string {
  const minutes = Math.floor(length / 60_000);
  const [whole, rest] = [Math.floor(minutes / 60), minutes % 60];
  return [whole > 0 || rest === 0 ? `${whole} h` : '', rest > 0 ? `${rest} min` : '']
    .filter(Boolean)
    .join(' ');
}

function countWords({ events, agents, people }: DayCounts): string {
  return [
    counted(events, 'event'),
    agents > 0 ? counted(agents, 'agent') : '',
    people > 0 ? `${people === 1 ? '1 person' : counted(people, 'people').slice(0, -1)}` : '',
  ]
    .filter(Boolean)
    .join(', ');
}

/** When the day was not watched, and when its gateway was down: the longest spans, by time. */
export function lossWords(day: DaySummary, time: PeopleTime): readonly string[] {
  if (!hasEvidence(day)) return [];
  const many = day.watch.length > 1;
  return day.watch.flatMap((each) => {
    const whose = many ? `${each.gateway} ` : '';
    return [
      ...spanWords(each.lost, day, time).map((text) => `${whose}not watched ${text}`),
      ...spanWords(each.down, day, time).map((text) => `${whose}gateway down ${text}`),
    ];
  });
}

const fewSpans = 3;

function spanWords(spans: readonly TimeSpan[], day: DaySummary, time: PeopleTime): readonly string[] {
  const long = spans.filter(({ from, to }) => to - from >= short);
  if (long.length === 0) return [];
  const shown = [...long].sort((a, b) => b.to - b.from - (a.to - a.from)).slice(0, fewSpans);
  const texts = shown
    .sort((a, b) => a.from - b.from)
    .map(({ from, to }) => `${clock(from, time)} → ${to === day.to && day.over ? '24:00' : clock(to, time)}`);
  const rest = long.length - shown.length;
  const more = rest > 0 ? `, and ${counted(rest, 'time')} more, ${hours(lengthOfSpans(long))} in all` : '';
  return [texts.join(', ') + more];
}

export function clock(at: number, time: PeopleTime): string {
  return time.minute(at).slice(11);
}
