import type { SavedFile } from './tracked-file.ts';

/** The place in every file from which a line was handed out, as plain JSON. */
export interface SavedFollow {
  readonly version: 1;
  readonly sources: readonly SavedSource[];
}

interface SavedSource {
  readonly key: string;
  readonly name: string;
  /** Older first. */
  readonly files: readonly SavedFile[];
}
