import type { Options } from './options.ts';

export interface Limits extends Options {
  /** How long a pause ends the episode of a session. */
  readonly gap: number;
}
