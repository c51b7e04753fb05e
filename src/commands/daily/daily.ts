import { dailyReporters } from '../../reporters/daily/index.ts';
import { isSilent } from '../../reporters/daily/quiet.ts';
import { AuditError } from '../audit-error.ts';
import { exitCodeOf } from '../exit-codes.ts';
import type { RawOptions } from '../options.ts';
import { lookOf } from '../report.ts';
import { choiceOf, evidenceOf, formatOf, refuseWhatIsNotBuilt, spanOf } from '../request.ts';
import { loadSettings } from '../settings.ts';
import { writeOutput } from '../write-output.ts';
import { chosenDays } from './chosen-days.ts';
import type { DailyOptions } from './daily-options.ts';
import { sumUp } from './sum-up.ts';

/** `openclaw-audit daily [path...]` */
export async function showDaily(paths: readonly string[], given: RawOptions & DailyOptions): Promise<number> {
  const { stateDir, ...options } = given;
  refuseWhatIsNotBuilt(options);
  refuseSpan(options);
  const reporter = dailyReporters[formatOf(options)];
  if (!reporter)
    throw new AuditError('USAGE', `daily has no --format ${options.format}; it has table, json, markdown`);
  const { now } = spanOf(options);
  const days = chosenDays(options, now, options.utc ?? false);
  const settings = await loadSettings(options, now);
  const evidence = evidenceOf(paths, options, settings.trustedProxies);
  const request = { ...settings, evidence: { ...evidence, since: days[0]?.from }, choice: choiceOf(options) };
  const report = await sumUp(request, days);
  if (!(options.quiet && isSilent(report)))
    await writeOutput(reporter(report, lookOf(options)), options.output);
  const findings = report.days.flatMap(({ fresh, ongoing }) => [...fresh, ...ongoing]);
  return exitCodeOf({ findings, coverage: report.coverage }, options);
}

function refuseSpan({ since, until }: RawOptions): void {
  if (since !== undefined || until !== undefined)
    throw new AuditError('USAGE', 'daily takes --date and --days, not --since and --until');
}
