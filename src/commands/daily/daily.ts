import { homedir } from 'node:os';
import type { DailyReport } from '../../reporters/daily/day-summary.ts';
import { dailyReporters } from '../../reporters/daily/index.ts';
import { hasEvidence, isSilent } from '../../reporters/daily/quiet.ts';
import { originMark } from '../../state/archive-folder.ts';
import type { LearnedRecord } from '../../state/learned/learned-record.ts';
import { StateError } from '../../state/state-error.ts';
import { stateFolder } from '../../state/state-folder.ts';
import { alertSinks } from '../alert-sinks.ts';
import { AuditError } from '../audit-error.ts';
import { exitCodeOf, exitCodes } from '../exit-codes.ts';
import { say } from '../follow/say.ts';
import { openLearned } from '../learned/learned-folder.ts';
import { UsedLearned } from '../learned/use-learned.ts';
import { lookOf } from '../look.ts';
import { formatOf, refuseWhatIsNotBuilt, spanOf } from '../request.ts';
import { loadSettings } from '../settings.ts';
import { writeOutput } from '../write-output.ts';
import { DailyMemory } from './daily-memory.ts';
import type { AllOptions } from './daily-options.ts';
import { remember } from './remember.ts';
import { reportDays } from './report-days.ts';
import { sendDays } from './send-days.ts';

/** `openclaw-audit daily [path...]` */
export async function showDaily(paths: readonly string[], options: AllOptions): Promise<number> {
  const print = reporterOf(options);
  const settings = await loadSettings(options, spanOf(options).now);
  if (options.send && settings.alerts.length === 0)
    throw new AuditError('USAGE', '--send: the settings name no alerts');
  const folder = stateFolder(options.stateDir, process.env, homedir());
  const memory = await openMemory(folder, paths, options);
  try {
    const shown = memory?.saved.shown ?? null;
    const report = await whileLearning(options, (learned) =>
      reportDays({ paths, options, settings, folder, shown, clock: Date.now(), learned }),
    );
    const speaks = !(options.quiet && isSilent(report));
    if (speaks) await writeOutput(print(report, lookOf(options)), options.output);
    const news = speaks ? report : { ...report, days: [] };
    const sinks = alertSinks(options.send ? settings.alerts : []);
    const arrived = await sendDays({ report: news, look: lookOf(options), sinks, memory });
    if (memory) await remember(memory, report, options);
    return arrived ? exitCodeOf(allOf(report), options) : exitCodes.failed;
  } finally {
    await memory?.close();
  }
}

/** A day without evidence, or with gaps in it, is incomplete as well. */
function allOf({ days, coverage }: DailyReport) {
  const complete = coverage.complete && days.every((day) => hasEvidence(day) && day.gaps.length === 0);
  return {
    coverage: { ...coverage, complete },
    findings: days.flatMap(({ fresh, ongoing }) => [...fresh, ...ongoing]),
  };
}

function reporterOf(options: AllOptions) {
  const { stateDir: _, since, until, ...others } = options;
  refuseWhatIsNotBuilt(others);
  if (since !== undefined || until !== undefined)
    throw new AuditError('USAGE', 'daily takes --date and --days, not --since and --until');
  const reporter = dailyReporters[formatOf(options)];
  if (reporter) return reporter;
  throw new AuditError('USAGE', `daily has no --format ${options.format}; it has table, json, markdown`);
}

/** A day can be told without what was learned, but not as well. */
async function whileLearning<T>(
  options: AllOptions,
  work: (learned: UsedLearned | undefined) => Promise<T>,
): Promise<T> {
  let record: LearnedRecord | undefined;
  try {
    record = await openLearned(options);
  } catch (error) {
    if (!(error instanceof StateError)) throw error;
    say(`${error.message}; this run does not know what earlier ones learned`);
  }
  try {
    return await work(record && new UsedLearned(record));
  } finally {
    await record?.close();
  }
}

/** A day can be shown without memory; but without memory nothing is sent, as it might be sent twice. */
async function openMemory(folder: string, paths: readonly string[], { profile, send }: AllOptions) {
  try {
    return await DailyMemory.open(folder, originMark({ paths, profile }));
  } catch (error) {
    if (send || !(error instanceof StateError)) throw error;
    say(`${error.message}; this run does not know what earlier ones showed`);
    return undefined;
  }
}
