import { countBySeverity } from '../facts/severity.ts';
import type { Finding } from '../model/finding.ts';
import type { AuditReport } from '../model/report.ts';
import { explanationReporters } from '../reporters/explanation.ts';
import { AuditError } from './audit-error.ts';
import { exitCodes } from './exit-codes.ts';
import { lookOf } from './look.ts';
import type { RawOptions } from './options.ts';
import { reportOf } from './report.ts';
import { formatOf, refuseFollow } from './request.ts';
import { writeOutput } from './write-output.ts';

/** `openclaw-audit explain <id> [path...]`: a finding, or an incident with its findings; the first characters are enough. */
export async function explainFinding(
  id: string,
  paths: readonly string[],
  options: RawOptions,
): Promise<number> {
  refuseFollow(options);
  const format = formatOf(options);
  const report = await reportOf(paths, { ...options, minSeverity: 'info' });
  const only = narrowed(report, foundIn(report, id));
  await writeOutput(
    explanationReporters[format](only, { ...lookOf(options), verbose: true }),
    options.output,
  );
  return exitCodes.done;
}

function foundIn({ findings, suppressed, incidents }: AuditReport, id: string): readonly Finding[] {
  const all = [...findings, ...suppressed];
  const named = all.filter((finding) => finding.id.startsWith(id));
  const stories = incidents.filter((incident) => incident.id.startsWith(id));
  const matches = named.length + stories.length;
  if (matches === 0) {
    throw new AuditError(
      'USAGE',
      `there is no finding or incident ${id} in this evidence: give the paths and options of the report that named it`,
    );
  }
  if (matches > 1) throw new AuditError('USAGE', `${matches} ids begin with ${id}: give more of it`);
  return named.length > 0 ? named : all.filter(({ incident }) => incident === stories[0]?.id);
}

function narrowed(report: AuditReport, found: readonly Finding[]): AuditReport {
  return {
    ...report,
    summary: { ...report.summary, findings: found.length, bySeverity: countBySeverity(found) },
    findings: found,
    incidents: report.incidents.filter(({ id }) => found.some(({ incident }) => incident === id)),
    suppressed: [],
  };
}
