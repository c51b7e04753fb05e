import type { Opened } from '../opened.ts';
import type { OpenFile } from './open-files.ts';
import type { SavedFollow } from './saved-follow.ts';

/** Times in milliseconds. */
export interface FollowOptions {
  /** Looks where the evidence lies, each time anew. */
  readonly open: () => Promise<Opened>;
  /** From `save`. */
  readonly saved?: SavedFollow;
  /** Bytes kept of one line; 1 MiB. */
  readonly limit?: number;
  /** Whether the system is asked to tell of changes, so that `changed` need not wait. */
  readonly watch?: boolean;
  /** Where evidence may come to lie: changes there count too. */
  readonly folders?: readonly string[];
  readonly now?: () => number;
  /** How long a file is still read that was renamed, deleted or followed by a newer one; 5 s. */
  readonly grace?: number;
  /** Between two looks at the folders; 5 s. */
  readonly rescan?: number;
  readonly openFile?: OpenFile;
}
