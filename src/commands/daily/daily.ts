import { dailyReporters } from '../../reporters/daily/index.ts';
import { isSilent } from '../../reporters/daily/quiet.ts';
import { AuditError } from '../audit-error.ts';
import { exitCodeOf } from '../exit-codes.ts';
import { lookOf } from '../look.ts';
import type { RawOptions } from '../options.ts';
import { choiceOf, evidenceOf, formatOf, refuseWhatIsNotBuilt, spanOf } from '../request.ts';
import { loadSettings } from '../settings.ts';
import { writeOutput } from '../write-output.ts';
import { chosenDays } from './chosen-days.ts';
import type { DailyOptions } from './daily-options.ts';
import { keepArchives } from './keep-archives.ts';
import { openArchives } from './open-archives.ts';
import { sumUp } from './sum-up.ts';

/** `openclaw-audit daily [path...]` */
export async function showDaily(
  paths: readonly string[],
  options: RawOptions & DailyOptions,
): Promise<number> {
  const { stateDir: _, ...others } = options;
  refuseWhatIsNotBuilt(others);
  refuseSpan(options);
  const reporter = dailyReporters[formatOf(options)];
  if (!reporter)
    throw new AuditError('USAGE', `daily has no --format ${options.format}; it has table, json, markdown`);
  const { now } = spanOf(options);
  const days = chosenDays(options, now, options.utc ?? false);
  const settings = await loadSettings(options, now);
  const archives = await openArchives({ paths, options, settings, days, now });
  const evidence = { ...evidenceOf(paths, options, settings.trustedProxies), since: days[0]?.from };
  const report = await sumUp({ ...settings, evidence, choice: choiceOf(options), days, archives });
  await keepArchives(archives);
  if (!(options.quiet && isSilent(report)))
    await writeOutput(reporter(report, lookOf(options)), options.output);
  const findings = report.days.flatMap(({ fresh, ongoing }) => [...fresh, ...ongoing]);
  return exitCodeOf({ findings, coverage: report.coverage }, options);
}

function refuseSpan({ since, until }: RawOptions): void {
  if (since !== undefined || until !== undefined)
    throw new AuditError('USAGE', 'daily takes --date and --days, not --since and --until');
}
