import {
  type DetectorContext,
  day,
  type Episodes,
  episodeGap,
  type Window,
} from '../../src/detector-kit/index.ts';
import { type Asker, askerOf } from './asker.ts';
import type { Options } from './options.ts';
import { lonelyJob, nobodyToAsk, pileUp } from './reports/unanswered.ts';
import type { Approval } from './step.ts';

/**
 * Requests that nobody answered. A job that asks each night in vain is one line; what the gateway refused at once,
 * with nobody there to ask, tires nobody.
 */
export class Unanswered {
  readonly #options: Options;
  readonly #book: Episodes;
  readonly #jobs: Episodes;
  readonly #counts: Window;

  constructor({ options, episodes, window }: DetectorContext<Options>) {
    this.#options = options;
    this.#book = episodes('unanswered', { gap: episodeGap(options.window), keys: 10_000 });
    this.#jobs = episodes('jobs', { gap: 2 * day, keys: 2_000 });
    this.#counts = window('unanswered in time', {
      span: options.window,
      keys: 10_000,
      threshold: options.unanswered,
    });
  }

  readonly add = (event: Approval): void => {
    const asker = askerOf(event);
    if (asker.job !== undefined) this.#job(event, asker.job);
    else this.#agent(event, asker);
  };

  #job(event: Approval, job: string): void {
    const episode = this.#jobs.add(job, event);
    if (episode.count >= 2) episode.report(lonelyJob(episode, job));
  }

  #agent(event: Approval, asker: Asker): void {
    const refusedAtOnce = event.reason === 'no-route';
    const kind = refusedAtOnce ? ' without a route' : '';
    const count = this.#counts.add(`${asker.key}${kind}`, event.time);
    const episode = this.#book.add(`${asker.name}${kind}`, event);
    if (count < this.#options.unanswered && episode.severity === undefined) return;
    const report = refusedAtOnce ? nobodyToAsk : pileUp;
    episode.report(report({ event, asker, episode, count, options: this.#options }));
  }
}
