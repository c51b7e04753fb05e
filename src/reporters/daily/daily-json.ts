import type { TimeSpan } from '../../facts/spans.ts';
import type { ReporterOptions } from '../../model/report.ts';
import { isoTime } from '../iso-time.ts';
import { toJsonCoverage } from '../json-coverage.ts';
import { toJsonFinding } from '../json-finding.ts';
import { peopleTime } from '../people-time.ts';
import { printableJson } from '../printable-json.ts';
import { blindWords } from './blind-words.ts';
import { firstStep } from './day-findings.ts';
import type { DailyReport, DaySummary, Watched } from './day-summary.ts';
import { isQuiet } from './quiet.ts';

/** One document about the last of the days, with the days before it in `earlier`. */
export function dailyJson(report: DailyReport, { utc }: ReporterOptions): string {
  const { zone } = peopleTime(utc);
  const days = report.days.map((day) => toJsonDay(day, report, zone));
  const { tool, settingsHash, generatedAt, gateways, coverage } = report;
  const document = {
    schema: 'openclaw-audit/daily@1',
    tool: { name: tool.name, version: tool.version },
    settingsHash,
    generatedAt: isoTime(generatedAt),
    gateways,
    ...days.at(-1),
    newlyBlind: report.news.blind,
    coverage: toJsonCoverage(coverage),
    earlier: days.slice(0, -1),
  };
  return `${printableJson(JSON.stringify(document, null, 2))}\n`;
}

function toJsonDay(day: DaySummary, { coverage }: DailyReport, timeZone: string) {
  return {
    date: day.date,
    timeZone,
    from: isoTime(day.from),
    to: isoTime(day.to),
    over: day.over,
    quiet: isQuiet(day),
    watched: toJsonWatched(day),
    counts: day.counts,
    gaps: day.gaps.map(({ kind, count, missing, note }) => ({ kind, count, missing, note })),
    blind: blindWords(coverage),
    first: firstStep(day)?.step ?? null,
    new: day.fresh.map(toJsonFinding),
    ongoing: day.ongoing.map(toJsonFinding),
    suppressed: day.suppressed.length,
  };
}

/** Of the gateway that was watched least, then of each. */
function toJsonWatched({ watch, from, to }: DaySummary) {
  const least = Math.min(...watch.map(({ watched }) => watched), to - from);
  return {
    hours: watch.length === 0 ? 0 : inHours(least),
    of: inHours(to - from),
    gateways: watch.map(toJsonGateway),
  };
}

function toJsonGateway({ gateway, watched, lost, down }: Watched) {
  return { gateway, hours: inHours(watched), lost: lost.map(toJsonSpan), down: down.map(toJsonSpan) };
}

function toJsonSpan({ from, to }: TimeSpan) {
  return { from: isoTime(from), to: isoTime(to) };
}

function inHours(length: number): number {
  return Math.round(length / 36_000) / 100;
}
