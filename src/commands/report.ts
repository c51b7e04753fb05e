import { reporters } from '../reporters/index.ts';
import { buildReport } from './build-report.ts';
import { exitCodeOf } from './exit-codes.ts';
import { lookOf } from './look.ts';
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
    evidence: evidenceOf(paths, options, settings),
    choice: choiceOf(options),
  });
}
