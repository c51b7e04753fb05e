import type { FoundFile } from '../found.ts';

/** A database of a gateway, or of one of its agents. */
export interface FoundDatabase extends FoundFile {
  readonly gateway: string | undefined;
}
