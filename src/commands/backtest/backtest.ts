import { backtestReporters } from '../../reporters/backtest/index.ts';
import { AuditError } from '../audit-error.ts';
import { exitCodeOf } from '../exit-codes.ts';
import { lookOf } from '../look.ts';
import type { RawOptions } from '../options.ts';
import { choiceOf, evidenceOf, formatOf, refuseWhatIsNotBuilt, spanOf } from '../request.ts';
import { loadSettings } from '../settings.ts';
import { writeOutput } from '../write-output.ts';
import { type BacktestRequest, runBacktest } from './run-backtest.ts';

/** All that `backtest` takes. */
export type BacktestOptions = RawOptions & {
  /** Alerts a day of each detector. */
  readonly budget: number;
};

/** `openclaw-audit backtest [path...]`: prints settings, and writes none. */
export async function showBacktest(paths: readonly string[], options: BacktestOptions): Promise<number> {
  refuseWhatIsNotBuilt(options);
  const print = reporterOf(options);
  const report = await runBacktest(await backtestRequest(paths, options));
  await writeOutput(print(report, lookOf(options)), options.output);
  return exitCodeOf(
    { findings: [], coverage: report.coverage },
    { requireComplete: options.requireComplete },
  );
}

export async function backtestRequest(
  paths: readonly string[],
  given: BacktestOptions,
): Promise<BacktestRequest> {
  const options = { ...given, since: given.since ?? '30d' };
  const settings = await loadSettings(options, spanOf(options).now);
  return {
    ...settings,
    evidence: evidenceOf(paths, options, settings),
    choice: choiceOf(options),
    budget: options.budget,
    utc: options.utc ?? false,
  };
}

function reporterOf(options: BacktestOptions) {
  const reporter = backtestReporters[formatOf(options)];
  if (reporter) return reporter;
  throw new AuditError('USAGE', `backtest has no --format ${options.format}; it has table, json, markdown`);
}
