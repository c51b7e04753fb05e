import type { Severity } from '../../src/detector-kit/index.ts';

export type Rule =
  | 'first-use'
  | 'burst'
  | 'odd-hour'
  | 'denials'
  | 'denied-then-done'
  | 'dangerous-command'
  | 'host-survey'
  | 'secret-path'
  | 'secret-then-outbound'
  | 'download-then-run'
  | 'install-then-run'
  | 'denied-in-another-form'
  | 'untrusted-then-outbound'
  | 'unusual-run';

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
  /** Within which `seen` was counted. */
  readonly windowMs?: number;
  /** What carries it, for those who look closer. */
  readonly facts?: readonly SignFact[];
  /** Of what was done: the calls that did it and may yet be refused; empty for one that ran, or has no id. */
  readonly calls?: readonly string[];
  /** What carries it in stable words, where rule and text do not say it. */
  readonly conditions?: readonly string[];
};

export type SignFact = { readonly name: string; readonly value: string; readonly number: number | null };
