import type { Severity } from '../../src/detector-kit/index.ts';

export type Rule =
  | 'first-use'
  | 'burst'
  | 'denials'
  | 'denied-then-done'
  | 'dangerous-command'
  | 'secret-path'
  | 'secret-then-outbound';

/** One thing that is unusual about a session; several of them are one finding. */
export type Sign = {
  readonly rule: Rule;
  /** What tells it from another sign of the same rule. */
  readonly subject: string;
  readonly severity: Severity;
  /** A clause whose subject is the session: `used exec for the first time in 34 runs`. */
  readonly text: string;
  readonly seen: number | null;
  readonly threshold: number | null;
};

const order: readonly Severity[] = ['info', 'low', 'medium', 'high', 'critical'];

export function isWorse(a: Severity, b: Severity): boolean {
  return order.indexOf(a) > order.indexOf(b);
}

export function isFlagged(severity: Severity): boolean {
  return isWorse(severity, 'low');
}

/** The first characters, so that a hostile name does not fill a report. */
export function clamp(text: string, limit = 80): string {
  return text.length <= limit ? text : `${text.slice(0, limit - 1)}…`;
}
