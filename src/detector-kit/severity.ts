import { type Severity, severities } from '../model/finding.ts';

export function isWorse(one: Severity, other: Severity): boolean {
  return severities.indexOf(one) > severities.indexOf(other);
}

/** Medium or worse. What is under an alert should teach a detector no habits. */
export function isAlert(severity: Severity): boolean {
  return isWorse(severity, 'low');
}

/** To sort by, the worst first. */
export function bySeverity(
  one: { readonly severity: Severity },
  other: { readonly severity: Severity },
): number {
  return severities.indexOf(other.severity) - severities.indexOf(one.severity);
}
