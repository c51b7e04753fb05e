import type { Confidence, Severity } from '../../src/detector-kit/index.ts';

/** How much use in turns weighs. */
export interface Judgement {
  readonly severity: Severity;
  readonly confidence: Confidence;
  readonly because: readonly string[];
}
