import { day } from '../../../src/detector-kit/index.ts';
import type { View } from './surprise.ts';

/** What a bit of each view counts in the score of a run. Chosen on recorded runs (docs/detection-quality.md). */
export const weights: { readonly [V in View]: number } = {
  tool: 1,
  value: 1,
  order: 0.2,
  count: 0.15,
  flow: 0.5,
  outcome: 0.1,
  length: 0.05,
};

/** One view alone can say no more. */
export const mostBits = 12;
/** So much more of the same (calls of one tool, in a row, failed, a long run) counts, however much: no alert by itself. */
export const mostOfTheSame = 2;
/** From here on a run is told at all, as `info`. */
export const leastTold = 1;
/** A run with so much of the threshold is not learned at once. */
export const doubtful = 0.8;
/** What such a run counts while the habit is young, and all is learned. */
export const doubtfulWeight = 0.75;

const halfLife = 90 * day;

export const ownLimits = { traits: 96, values: 96, halfLife, runs: 400 };
export const agentLimits = { traits: 1024, values: 1024, halfLife, runs: 2000 };
