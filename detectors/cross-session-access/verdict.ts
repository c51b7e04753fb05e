import type { Confidence, Severity } from '../../src/detector-kit/index.ts';

/** What one event means, before it is weighed with the others of its case. */
export type Verdict = {
  readonly rule: string;
  readonly title: string;
  readonly severity: Severity;
  readonly confidence: Confidence;
  /** Why, for the summary, when the counts do not say it. */
  readonly because?: string;
  readonly seen?: number;
  readonly threshold?: number;
  readonly windowMs?: number;
};
