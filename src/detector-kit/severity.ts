import { rankOf } from '../facts/severity.ts';
import type { Severity } from '../model/finding.ts';

export function isWorse(one: Severity, other: Severity): boolean {
  return rankOf(one) > rankOf(other);
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
  return rankOf(other.severity) - rankOf(one.severity);
}
