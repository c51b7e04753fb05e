import {
  type DetectorContext,
  day,
  dayOf,
  type Episodes,
  episodeGap,
  isPrivate,
  type Window,
} from '../../src/detector-kit/index.ts';
import { attemptsOf, type Client, type ClientEvent } from './client.ts';
import type { Options } from './options.ts';
import { scanned, unchecked, withoutCredential } from './reports/visitors.ts';

/** A browser waits 0.8 s, then 1.7 times longer each time: five tries in this span are no browser's. */
const moment = 5_000;

/** Those who were refused before a credential could be wrong. */
export class Visitors {
  readonly #options: Options;
  readonly #scans: Episodes;
  readonly #book: Episodes;
  readonly #missing: Window;
  readonly #bursts: Window;
  readonly #unchecked: Window;

  constructor({ options, episodes, window }: DetectorContext<Options>) {
    const { window: span, failures } = options;
    this.#options = options;
    this.#scans = episodes('scans', { gap: day, keys: 1_000 });
    this.#book = episodes('visitors', { gap: episodeGap(span), keys: 10_000 });
    this.#missing = window('missing', { span, keys: 10_000, threshold: 4 * failures });
    this.#bursts = window('bursts', { span: moment, keys: 10_000, threshold: failures });
    this.#unchecked = window('unchecked', { span, keys: 10_000, threshold: 4 * failures });
  }

  /** It showed no credential. */
  missing(event: ClientEvent, client: Client): void {
    const count = attemptsOf(event);
    if (client.ip !== undefined && !isPrivate(client.ip)) this.#scan(event, count);
    const recent = this.#missing.add(client.key, event.time, count);
    const episode = this.#book.add(`missing ${client.name}`, event, { count });
    if (recent >= this.#many || episode.severity) episode.report(withoutCredential(episode, event, client));
  }

  /** It was refused before anyone looked at its credential. */
  unchecked(event: ClientEvent, client: Client): void {
    const count = attemptsOf(event);
    const burst = this.#bursts.add(client.key, event.time, count);
    const recent = this.#unchecked.add(client.key, event.time, count);
    const episode = this.#book.add(`unchecked ${client.name}`, event, { count });
    const fast = burst >= this.#burstOf(client);
    if (!fast && recent < this.#many && episode.severity === undefined) return;
    episode.report(unchecked(episode, event, client, fast || episode.severity === 'medium'));
  }

  /** All who come on one day are one line. */
  #scan(event: ClientEvent, count: number): void {
    const episode = this.#scans.add(`scanned on day ${dayOf(event.time)}`, event, { count });
    if (episode.seen('ips') >= this.#options.addresses) episode.report(scanned(episode, event));
  }

  get #many(): number {
    return 4 * this.#options.failures;
  }

  /** Behind an unknown address stand several browsers. */
  #burstOf({ ip }: Client): number {
    return this.#options.failures * (ip === undefined ? 3 : 1);
  }
}
