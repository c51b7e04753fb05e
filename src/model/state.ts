import type { Json } from './json.ts';

/** What a room remembers, as plain JSON, by the name of the store. */
export interface SavedState {
  readonly [store: string]: Json;
}
