import { createHash } from 'node:crypto';
import { AlertDesk } from '../../alerts/alert-desk.ts';
import { toldFinding } from '../../alerts/told-finding.ts';
import type { DailyNotice, Sink } from '../../model/alert.ts';
import { type Finding, severities } from '../../model/finding.ts';
import type { Json } from '../../model/json.ts';
import type { ReporterOptions } from '../../model/report.ts';
import { dailyJson } from '../../reporters/daily/daily-json.ts';
import { dailyTable } from '../../reporters/daily/daily-table.ts';
import type { DailyReport, DaySummary } from '../../reporters/daily/day-summary.ts';
import { dayName, dayVerdict } from '../../reporters/daily/day-words.ts';
import { say } from '../follow/say.ts';
import type { DailyMemory } from './daily-memory.ts';

export interface Sending {
  readonly report: DailyReport;
  readonly look: ReporterOptions;
  readonly sinks: readonly Sink[];
  readonly memory: DailyMemory | undefined;
}

/** Hands each day that is over to the sinks, once, and what an earlier run could not send. False when some wait still. */
export async function sendDays({ report, look, sinks, memory }: Sending): Promise<boolean> {
  if (!memory || sinks.length === 0) return true;
  const desk = new AlertDesk({
    // A heartbeat is for what runs all the time.
    sinks: sinks.map((sink) => ({ ...sink, policy: { ...sink.policy, heartbeat: undefined } })),
    saved: memory.saved.alerts ?? undefined,
    now: Date.now,
    random: Math.random,
  });
  const notices = report.days
    .filter(({ over }) => over)
    .map((day) => noticeOf(day, report, look))
    .filter(({ id }) => !memory.saved.sent.includes(id));
  for (const notice of notices) desk.send(notice);
  const sent = [...memory.saved.sent, ...notices.map(({ id }) => id)];
  // Before the sending, so that a crash sends again under the same id rather than never.
  await memory.write({ ...memory.saved, sent, alerts: desk.save() });
  desk.retryAll();
  await desk.deliver();
  await memory.write({ ...memory.saved, alerts: desk.save() });
  const waiting = desk.figures.filter(({ queued, givenUp }) => queued + givenUp > 0);
  for (const { name, lastError } of waiting)
    say(`${name} could not be told${lastError ? `: ${lastError}` : ''}; the next run tries again`);
  return waiting.length === 0;
}

const mostFindings = 10;

function noticeOf(whole: DaySummary, report: DailyReport, look: ReporterOptions): DailyNotice {
  const day = told(whole);
  const alone = { ...report, days: [day] };
  const plain = { ...look, color: false, width: 80, verbose: false };
  return {
    kind: 'daily',
    id: idOf(day, report),
    time: day.to,
    severity: worst([...day.fresh, ...day.ongoing]),
    title: `${dayName(day)}, ${report.gateways.join(', ')}: ${dayVerdict(whole)}`,
    text: dailyTable({ ...report, days: [whole] }, plain).trimEnd(),
    body: JSON.parse(dailyJson(alone, plain)) as Json,
  };
}

/** The same day has the same id in every run, so that a receiver can tell. */
function idOf({ date }: DaySummary, { gateways }: DailyReport): string {
  return createHash('sha256')
    .update(JSON.stringify(['daily', ...gateways, date]))
    .digest('hex')
    .slice(0, 32);
}

/** What may leave this machine of its findings. */
function told(day: DaySummary): DaySummary {
  return {
    ...day,
    fresh: day.fresh.slice(0, mostFindings).map(toldFinding),
    ongoing: day.ongoing.slice(0, mostFindings).map(toldFinding),
  };
}

function worst(findings: readonly Finding[]): Finding['severity'] {
  return (
    [...severities].reverse().find((severity) => findings.some((one) => one.severity === severity)) ?? 'info'
  );
}
