import type { Line, Source, SourceGap } from '../../model/source.ts';

/** A source that is read on, as it grows. */
export interface FollowedSource {
  /** Stable over restarts and rotations: the rotation set, a transcript's path, `-`. */
  readonly key: string;
  /** What is known of it; `read` it here, not there. */
  readonly source: Source;
  /** Lines from where the last read ended up to what was there when it began; older files before newer ones. */
  read(): AsyncGenerator<readonly Line[]>;
  /** What the reader itself saw since the last call. */
  takeGaps(): readonly SourceGap[];
}
