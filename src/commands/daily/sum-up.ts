import { Engine } from '../../engine/engine.ts';
import { byUrgency } from '../../facts/severity.ts';
import type { TimeSpan } from '../../facts/spans.ts';
import { incidentsOf, withIncidents } from '../../incidents/incidents-of.ts';
import type { Finding } from '../../model/finding.ts';
import type { DailyReport, DayGap, DaySummary } from '../../reporters/daily/day-summary.ts';
import type { ReportRequest } from '../build-report.ts';
import { isChosen } from '../choose-findings.ts';
import { read } from '../evidence-request.ts';
import { judgeCoverage } from '../judge-coverage.ts';
import { LearnedSettings } from '../learned-settings.ts';
import type { SourceStream } from '../source-stream.ts';
import { tool } from '../tool.ts';
import type { Archives } from './archives.ts';
import { DayByDay, type JudgedDay } from './day-by-day.ts';
import type { Day } from './days.ts';

export interface DailyRequest extends ReportRequest {
  readonly days: readonly Day[];
  readonly archives: Archives;
}

/** Reads the evidence once, with what the archives kept of it, and sums up each of the days. */
export async function sumUp(request: DailyRequest): Promise<DailyReport> {
  const { detectors, settingsHash, evidence: asked, archives, days, learned } = request;
  const { now } = asked;
  const { learn, postureOf } = new LearnedSettings();
  const engine = new Engine(detectors, {}, postureOf);
  const remember = learned?.begin({ engine, detectors, posture: postureOf, now });
  const dayByDay = new DayByDay(days, engine);
  const arrange = (streams: readonly SourceStream[]) => archives.arrange(streams);
  const evidence = await read({ ...asked, learn, arrange, mayBeNone: !archives.isEmpty }, (event) => {
    remember?.(event);
    dayByDay.push(event);
  });
  archives.settle({ now, live: asked.paths.length === 0 });
  const judged = dayByDay.end(now);
  const coverage = judgeCoverage({
    evidence: { ...evidence, sources: [...evidence.sources, ...archives.sources] },
    detectors,
    evictions: engine.evictions(),
    transcriptsClosed: !asked.transcripts,
  });
  return {
    tool,
    settingsHash,
    generatedAt: now,
    gateways: archives.gateways,
    paths: asked.paths,
    coverage,
    days: judged.map((day) => summaryOf(day, request)),
    news: { blind: [], unopened: [] },
  };
}

function summaryOf({ day, tally, findings, known }: JudgedDay, request: DailyRequest): DaySummary {
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
    watch: request.archives.during({ from, to }),
    counts: tally.counts,
    gaps: [...tally.gaps, ...archiveGaps(request.archives, { from, to })],
    fresh: shown.filter((finding) => !isOld(finding)),
    ongoing: shown.filter(isOld),
    suppressed,
  };
}

function archiveGaps({ gaps }: Archives, { from, to }: TimeSpan): readonly DayGap[] {
  return gaps
    .filter((gap) => gap.from < to && gap.to > from)
    .map(({ name, note }) => ({ kind: 'archive', count: 1, missing: null, note: `${note} (${name})` }));
}

/** Those seen on that day, worst first. */
function chosen(findings: readonly Finding[], { from, to }: Day, { choice, suppressedBy }: ReportRequest) {
  const judged = findings.map((finding) => ({ ...finding, suppressedBy: suppressedBy(finding) }));
  const seen = withIncidents(judged, incidentsOf(judged))
    .filter((finding) => isChosen(finding, { ...choice, since: from, until: to - 1 }))
    .sort(byUrgency);
  return {
    shown: seen.filter(({ suppressedBy: reason }) => reason === null),
    suppressed: seen.filter(({ suppressedBy: reason }) => reason !== null),
  };
}
