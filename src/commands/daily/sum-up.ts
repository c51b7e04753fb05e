import { Engine } from '../../engine/engine.ts';
import type { Finding } from '../../model/finding.ts';
import type { DailyReport, DaySummary } from '../../reporters/daily/day-summary.ts';
import type { ReportRequest } from '../build-report.ts';
import { isChosen } from '../choose-findings.ts';
import { read } from '../evidence-request.ts';
import { judgeCoverage } from '../judge-coverage.ts';
import { byUrgency } from '../severity-counts.ts';
import { tool } from '../tool.ts';
import { DayByDay, type JudgedDay } from './day-by-day.ts';
import type { Day } from './days.ts';
import { Watches } from './watches.ts';

/** Reads the evidence once, and sums up each of the days. */
export async function sumUp(request: ReportRequest, days: readonly Day[]): Promise<DailyReport> {
  const { detectors, settingsHash, evidence: asked } = request;
  const engine = new Engine(detectors);
  const watches = new Watches();
  const dayByDay = new DayByDay(days, engine);
  const evidence = await read({ ...asked, arrange: (streams) => watches.over(streams) }, (event) =>
    dayByDay.push(event),
  );
  const { now } = asked;
  if (asked.paths.length === 0) watches.areLive(now);
  const judged = dayByDay.end(now);
  const coverage = judgeCoverage({
    evidence,
    detectors,
    evictions: engine.evictions(),
    transcriptsClosed: !asked.transcripts,
  });
  return {
    tool,
    settingsHash,
    generatedAt: now,
    gateways: evidence.gateways,
    coverage,
    days: judged.map((day) => summaryOf(day, watches, request)),
  };
}

function summaryOf(
  { day, tally, findings, known }: JudgedDay,
  watches: Watches,
  request: ReportRequest,
): DaySummary {
  const { now } = request.evidence;
  const { date, from } = day;
  const to = Math.min(day.to, now);
  const { shown, suppressed } = chosen(findings, day, request);
  const isOld = ({ id, firstSeen }: Finding) => firstSeen < from && known.has(id);
  return {
    date,
    from,
    to,
    over: day.to <= now,
    watch: watches.during({ from, to }),
    counts: tally.counts,
    gaps: tally.gaps,
    fresh: shown.filter((finding) => !isOld(finding)),
    ongoing: shown.filter(isOld),
    suppressed,
  };
}

/** Those seen on that day, worst first. */
function chosen(findings: readonly Finding[], { from, to }: Day, { choice, suppressedBy }: ReportRequest) {
  const seen = findings
    .filter((finding) => isChosen(finding, { ...choice, since: from, until: to - 1 }))
    .map((finding) => ({ ...finding, suppressedBy: suppressedBy(finding) }))
    .sort(byUrgency);
  return {
    shown: seen.filter(({ suppressedBy: reason }) => reason === null),
    suppressed: seen.filter(({ suppressedBy: reason }) => reason !== null),
  };
}
