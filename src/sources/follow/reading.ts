import type { SourceGap } from '../../model/source.ts';
import type { FollowFigures } from './figures.ts';
import type { OpenFiles } from './open-files.ts';

/** What it takes to read on in a file. */
export interface Reading {
  readonly files: OpenFiles;
  readonly figures: FollowFigures;
  readonly gaps: SourceGap[];
  /** Bytes kept of one line. */
  readonly limit: number;
  readonly now: number;
  /** No more will be written: the last line counts although it has no end. */
  readonly last: boolean;
}
