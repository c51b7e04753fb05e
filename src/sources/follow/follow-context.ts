import type { FollowFigures } from './figures.ts';
import type { OpenFiles } from './open-files.ts';

/** What all followed sources share. Times in milliseconds. */
export interface FollowContext {
  readonly files: OpenFiles;
  readonly figures: FollowFigures;
  /** Bytes kept of one line. */
  readonly limit: number;
  /** How long a file is still read that another one took the place of. */
  readonly grace: number;
  readonly now: () => number;
  /** Something is not where it was: the folders are to be looked at again. */
  readonly lookAgain: () => void;
  /** Something came in. */
  readonly wake: () => void;
}
