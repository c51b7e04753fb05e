import { type Severity, severities } from '../model/finding.ts';

/** 0 is the least severe. */
export function rankOf(severity: Severity): number {
  return severities.indexOf(severity);
}

export function worstOf(all: readonly Severity[]): Severity {
  return all.reduce((worst, next) => (rankOf(next) > rankOf(worst) ? next : worst), 'info');
}
