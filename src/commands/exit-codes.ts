import { isAtLeast } from '../facts/severity.ts';
import type { Severity } from '../model/finding.ts';
import type { AuditReport } from '../model/report.ts';

export const exitCodes = { done: 0, finding: 1, usage: 2, failed: 3, incomplete: 4 } as const;

/** Of a finished report; a finding outranks incomplete evidence. */
export function exitCodeOf(
  report: Pick<AuditReport, 'findings' | 'coverage'>,
  { failOn, requireComplete }: { failOn?: Severity | undefined; requireComplete?: boolean | undefined },
): number {
  if (failOn && report.findings.some(({ severity }) => isAtLeast(severity, failOn))) return exitCodes.finding;
  if (requireComplete && !report.coverage.complete) return exitCodes.incomplete;
  return exitCodes.done;
}
