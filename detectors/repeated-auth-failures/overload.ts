import { type DetectorContext, type Episodes, episodeGap } from '../../src/detector-kit/index.ts';
import { attemptsOf, type ClientEvent } from './client.ts';
import type { Options } from './options.ts';
import { overloaded } from './reports/overloaded.ts';

/** More addresses guess than can be counted one by one: one finding instead of one for each. */
export class Overload {
  readonly #book: Episodes;

  constructor({ options, episodes }: DetectorContext<Options>) {
    this.#book = episodes('overload', { gap: episodeGap(options.window), keys: 1_000 });
  }

  add(event: ClientEvent): void {
    const episode = this.#book.add('overload', event, { count: attemptsOf(event) });
    episode.report(overloaded(episode));
  }
}
