import { type Severity, severities } from '../model/finding.ts';
import type { AuditReport } from '../model/report.ts';
import { isoTimeOrNull } from './iso-time.ts';

export function toJsonSummary({ summary }: AuditReport) {
  return {
    events: summary.events,
    findings: summary.findings,
    bySeverity: Object.fromEntries(
      severities.map((severity) => [severity, summary.bySeverity[severity]]),
    ) as {
      [S in Severity]: number;
    },
    byDetector: Object.fromEntries(Object.entries(summary.byDetector).sort(byName)),
    suppressed: summary.suppressed,
  };
}

export function toJsonWindow({ window }: Pick<AuditReport, 'window'>) {
  return { since: isoTimeOrNull(window.since), until: isoTimeOrNull(window.until) };
}

function byName([a]: readonly [string, number], [b]: readonly [string, number]): number {
  return a < b ? -1 : 1;
}
