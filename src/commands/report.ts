import type { ReporterOptions } from '../model/report.ts';
import { reporters } from '../reporters/index.ts';
import { buildReport } from './build-report.ts';
import { exitCodeOf } from './exit-codes.ts';
import type { RawOptions } from './options.ts';
import { choiceOf, evidenceOf, formatOf, refuseWhatIsNotBuilt, spanOf } from './request.ts';
import { loadSettings } from './settings.ts';
import { writeOutput } from './write-output.ts';

/** `openclaw-audit [path...]` */
export async function showReport(paths: readonly string[], options: RawOptions): Promise<number> {
  refuseWhatIsNotBuilt(options);
  const format = formatOf(options);
  const report = await reportOf(paths, options);
  await writeOutput(reporters[format](report, lookOf(options)), options.output);
  return exitCodeOf(report, options);
}

export async function reportOf(paths: readonly string[], options: RawOptions) {
  const settings = await loadSettings(options, spanOf(options).now);
  return buildReport({
    ...settings,
    evidence: evidenceOf(paths, options, settings.trustedProxies),
    choice: choiceOf(options),
  });
}

/** How it shall look where it goes. */
export function lookOf({ color, output, utc, quiet, verbose }: RawOptions): ReporterOptions {
  const screen = output === undefined && process.stdout.isTTY;
  const { NO_COLOR, FORCE_COLOR } = process.env;
  const forced = FORCE_COLOR !== undefined && FORCE_COLOR !== '0';
  return {
    color: color && !NO_COLOR && (forced || screen),
    width: screen ? Math.max(40, process.stdout.columns ?? 80) : 80,
    utc: utc ?? false,
    quiet: quiet ?? false,
    verbose: verbose ?? false,
  };
}
