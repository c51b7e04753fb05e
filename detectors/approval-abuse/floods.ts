import {
  type DetectorContext,
  type Episodes,
  episodeGap,
  type Window,
} from '../../src/detector-kit/index.ts';
import { askerOf } from './asker.ts';
import type { Options } from './options.ts';
import { flood } from './reports/flood.ts';
import type { Approval } from './step.ts';

/** More requests than anybody reads: the next click is a yes. */
export class Floods {
  readonly #options: Options;
  readonly #book: Episodes;
  readonly #requests: Window;
  readonly #allowed: Window;

  constructor({ options, episodes, window }: DetectorContext<Options>) {
    const limits = { span: options.window, keys: 10_000, threshold: options.requests };
    this.#options = options;
    this.#book = episodes('floods', { gap: episodeGap(options.window), keys: 10_000 });
    this.#requests = window('requests', limits);
    this.#allowed = window('allowed', limits);
  }

  readonly asked = (event: Approval): void => {
    const asker = askerOf(event);
    const asked = this.#requests.add(asker.key, event.time);
    const episode = this.#book.add(asker.name, event);
    const open = asked - this.#allowed.sum(asker.key, event.time);
    if (open < this.#options.requests && episode.severity === undefined) return;
    episode.report(flood({ event, asker, episode, open, options: this.#options }));
  };

  /** What a person allows one by one is work. A claim clears nothing. */
  readonly allowed = (event: Approval): void => {
    if (event.trust === 'recorded') this.#allowed.add(askerOf(event).key, event.time);
  };
}
