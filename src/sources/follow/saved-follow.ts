import type { SavedFile } from './saved-file.ts';

/** The place in every file from which a line was handed out, as plain JSON. */
export interface SavedFollow {
  readonly version: 1;
  readonly sources: readonly SavedSource[];
}

interface SavedSource {
  readonly key: string;
  /** Older first. */
  readonly files: readonly SavedFile[];
}
