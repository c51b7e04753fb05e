import { type Finding, type Severity, severities } from '../model/finding.ts';

export function countBySeverity(findings: readonly Pick<Finding, 'severity'>[]): { [S in Severity]: number } {
  const counts = Object.fromEntries(severities.map((severity) => [severity, 0])) as {
    [S in Severity]: number;
  };
  for (const { severity } of findings) counts[severity]++;
  return counts;
}

export function isAtLeast(severity: Severity, floor: Severity): boolean {
  return severities.indexOf(severity) >= severities.indexOf(floor);
}

/** Worst first, then oldest first. */
export function byUrgency(a: Finding, b: Finding): number {
  const worse = severities.indexOf(b.severity) - severities.indexOf(a.severity);
  return worse || a.firstSeen - b.firstSeen || (a.id < b.id ? -1 : 1);
}
