import { coverageReporters } from '../reporters/index.ts';
import { exitCodeOf } from './exit-codes.ts';
import { lookOf } from './look.ts';
import type { RawOptions } from './options.ts';
import { reportOf } from './report.ts';
import { formatOf, refuseWhatIsNotBuilt } from './request.ts';
import { writeOutput } from './write-output.ts';

/** `openclaw-audit coverage [path...]` */
export async function showCoverage(paths: readonly string[], options: RawOptions): Promise<number> {
  refuseWhatIsNotBuilt(options);
  const format = formatOf(options);
  const report = await reportOf(paths, options);
  await writeOutput(coverageReporters[format](report, lookOf(options)), options.output);
  return exitCodeOf(report, { requireComplete: options.requireComplete });
}
