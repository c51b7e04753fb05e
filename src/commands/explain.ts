import { reporters } from '../reporters/index.ts';
import { AuditError } from './audit-error.ts';
import { exitCodes } from './exit-codes.ts';
import { lookOf } from './look.ts';
import type { RawOptions } from './options.ts';
import { reportOf } from './report.ts';
import { formatOf, refuseWhatIsNotBuilt } from './request.ts';
import { countBySeverity } from './severity-counts.ts';
import { writeOutput } from './write-output.ts';

/** `openclaw-audit explain <finding-id> [path...]`: the first characters of the id are enough. */
export async function explainFinding(
  id: string,
  paths: readonly string[],
  options: RawOptions,
): Promise<number> {
  refuseWhatIsNotBuilt(options);
  const format = formatOf(options);
  const report = await reportOf(paths, { ...options, minSeverity: 'info' });
  const found = [...report.findings, ...report.suppressed].filter((finding) => finding.id.startsWith(id));
  if (found.length === 0) throw new AuditError('USAGE', `there is no finding ${id} in this evidence`);
  if (found.length > 1)
    throw new AuditError('USAGE', `${found.length} findings begin with ${id}: give more of the id`);
  const summary = { ...report.summary, findings: 1, bySeverity: countBySeverity(found) };
  const incidents = report.incidents.filter(({ id: one }) => found.some(({ incident }) => incident === one));
  const only = { ...report, summary, findings: found, incidents, suppressed: [] };
  await writeOutput(reporters[format](only, { ...lookOf(options), verbose: true }), options.output);
  return exitCodes.done;
}
