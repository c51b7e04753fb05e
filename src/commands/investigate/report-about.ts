import { countBySeverity } from '../../facts/severity.ts';
import type { AuditReport } from '../../model/report.ts';
import type { Subject } from '../../reporters/investigation/investigation.ts';
import { isAboutSubject } from './subject.ts';

/** The report with the findings about the subject alone, and the incidents that these are part of. */
export function reportAbout(subject: Subject, report: AuditReport): AuditReport {
  const isAbout = isAboutSubject(subject);
  const findings = report.findings.filter(isAbout);
  const suppressed = report.suppressed.filter(isAbout);
  const byDetector = Object.keys(report.summary.byDetector).map(
    (id) => [id, findings.filter(({ detector }) => detector === id).length] as const,
  );
  return {
    ...report,
    summary: {
      ...report.summary,
      findings: findings.length,
      bySeverity: countBySeverity(findings),
      byDetector: Object.fromEntries(byDetector),
      suppressed: suppressed.length,
    },
    findings,
    suppressed,
    incidents: report.incidents.filter(({ id }) => findings.some(({ incident }) => incident === id)),
  };
}
