import { type Finding, type Severity, severities } from '../model/finding.ts';

/** 0 is the least severe. */
export function rankOf(severity: Severity): number {
  return severities.indexOf(severity);
}

export function isAtLeast(severity: Severity, floor: Severity): boolean {
  return rankOf(severity) >= rankOf(floor);
}

/** `info` of none. */
export function worstOf(all: readonly Severity[]): Severity {
  return all.reduce((worst, next) => (rankOf(next) > rankOf(worst) ? next : worst), 'info');
}

export function countBySeverity(findings: readonly Pick<Finding, 'severity'>[]): { [S in Severity]: number } {
  const counts = Object.fromEntries(severities.map((severity) => [severity, 0])) as {
    [S in Severity]: number;
  };
  for (const { severity } of findings) counts[severity]++;
  return counts;
}

/** Worst first, then oldest first. */
export function byUrgency(a: Finding, b: Finding): number {
  const worse = rankOf(b.severity) - rankOf(a.severity);
  return worse || a.firstSeen - b.firstSeen || (a.id < b.id ? -1 : 1);
}
