import type { Episode, Episodes } from '../../src/detector-kit/index.ts';
import type { Client } from './client.ts';
import type { Stories } from './stories.ts';

/** An address that has guessed lately. */
export interface Guesser {
  readonly client: Client;
  readonly episode: Episode;
  /** Where its episode is kept. */
  readonly book: Episodes;
  readonly stories: Stories;
  /** Wrong credentials within the window. */
  readonly recent: number;
}
