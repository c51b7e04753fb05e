import {
  type DetectorContext,
  type Episode,
  type Episodes,
  episodeGap,
  type Window,
} from '../../src/detector-kit/index.ts';
import { attemptsOf, type Client, type ClientEvent } from './client.ts';
import type { Guesser } from './guesser.ts';
import type { Options } from './options.ts';
import type { Overload } from './overload.ts';
import { addressReport } from './reports/address.ts';
import type { SpreadGuesses } from './spread-guesses.ts';
import { Stories } from './stories.ts';

/** Guesses of one address that stay below the threshold of the short window. */
export class SlowGuesses {
  readonly #options: Options;
  readonly #book: Episodes;
  readonly #counts: Window;
  readonly #stories: Stories;
  readonly #spread: SpreadGuesses;
  readonly #overload: Overload;

  constructor(context: DetectorContext<Options>, spread: SpreadGuesses, overload: Overload) {
    const { slowWindow, slowFailures } = context.options;
    this.#options = context.options;
    this.#book = context.episodes('slow', { gap: episodeGap(slowWindow), keys: 10_000 });
    this.#counts = context.window('slow counts', { span: slowWindow, keys: 50_000, threshold: slowFailures });
    this.#stories = new Stories(context, 'slow stories');
    this.#spread = spread;
    this.#overload = overload;
  }

  /** False when the address is below its threshold, or one of a crowd. */
  add(event: ClientEvent, client: Client): boolean {
    const count = attemptsOf(event);
    const sum = this.#counts.add(client.key, event.time, count);
    const episode = this.#book.add(keyOf(client), event, { count });
    this.#stories.tell(client, episode, event, 'guess');
    if (sum < this.#options.slowFailures || this.#spread.explains(event, sum)) return false;
    const crowded = this.#counts.saturated(event.time) || episode.count < this.#options.slowFailures;
    if (crowded) this.#overload.add(event);
    else this.#say(client, episode);
    return !crowded;
  }

  forgive({ key }: Client): void {
    this.#counts.clear(key);
  }

  /** The address, if it was reported and may still be at it. */
  of(event: ClientEvent, client: Client): Guesser | undefined {
    const episode = this.#book.open(keyOf(client), event.gateway, event.time);
    if (episode?.severity === undefined) return undefined;
    return {
      client,
      episode,
      book: this.#book,
      stories: this.#stories,
      recent: this.#counts.sum(client.key, event.time),
    };
  }

  #say(client: Client, episode: Episode): void {
    const story = this.#stories.raise(client, episode, 'slow');
    episode.report(addressReport({ client, episode, story, options: this.#options }));
  }
}

const keyOf = ({ name }: Client): string => `slow ${name}`;
