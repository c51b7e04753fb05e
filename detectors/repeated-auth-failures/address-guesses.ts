import {
  type AuditEvent,
  type DetectorContext,
  type Episodes,
  episodeGap,
  inGateway,
  isPrivate,
  type Memory,
  minute,
  type Window,
} from '../../src/detector-kit/index.ts';
import { attemptsOf, type Client, type ClientEvent } from './client.ts';
import type { Guesser } from './guesser.ts';
import { LimiterWatch } from './limiter-watch.ts';
import type { Options } from './options.ts';
import { foreignOrigin } from './origin.ts';
import type { Overload } from './overload.ts';
import { addressReport } from './reports/address.ts';
import { Stories } from './stories.ts';
import type { Kind, Story } from './story.ts';

export type Place = 'near' | 'far';

export type Latest = { readonly name: string; readonly ip: string | null; readonly time: number };

/** The guesses of one address within the short window, and what makes them worse. */
export class AddressGuesses {
  readonly #options: Options;
  readonly #book: Episodes;
  readonly #counts: Window;
  readonly #pages: Window;
  readonly #stories: Stories;
  readonly #limiter: LimiterWatch;
  readonly #latest: Memory<Latest>;
  readonly #overload: Overload;

  constructor(context: DetectorContext<Options>, overload: Overload) {
    const { options, episodes, window, memory } = context;
    const span = options.window;
    this.#options = options;
    this.#book = episodes('guesses', { gap: episodeGap(span), keys: 10_000 });
    this.#counts = window('guess counts', { span, keys: 50_000, threshold: options.failures });
    this.#pages = window('web page counts', { span, keys: 1_000, threshold: options.failures });
    this.#stories = new Stories(context, 'stories');
    this.#latest = memory<Latest>('latest guessers', { max: 1_000 });
    this.#limiter = new LimiterWatch(context);
    this.#overload = overload;
  }

  /** False when the address is below its threshold. */
  guess(event: ClientEvent, client: Client): boolean {
    const count = attemptsOf(event);
    const recent = this.#counts.add(client.key, event.time, count);
    const episode = this.#book.add(client.name, event, { count });
    const story = this.#stories.tell(client, episode, event, 'guess');
    const kind = this.#kindOf(event, client, story, recent);
    if (kind === undefined && episode.severity === undefined) return false;
    // The counters may hold too much, the episode holds what was seen.
    const tooFew = episode.severity === undefined && episode.count < this.#options.failures;
    const crowded = this.#counts.saturated(event.time) || tooFew;
    if (crowded) this.#overload.add(event);
    else this.#say({ client, episode }, kind);
    // The token of a webhook opens no connection.
    if (recent >= this.#options.failures && event.method !== 'hook') this.#remember(event, client);
    return !crowded;
  }

  /** The limiter answered at the login. */
  limited(event: ClientEvent, client: Client): void {
    const episode = this.#book.add(client.name, event, { count: attemptsOf(event) });
    const { guesses } = this.#stories.tell(client, episode, event, 'limited');
    if (guesses === 0) this.#say({ client, episode }, 'unlogged');
    else if (episode.severity !== undefined) this.#say({ client, episode });
  }

  /** The webhooks throttle: the first line stands for those before it, the next ones for themselves. */
  throttled(event: AuditEvent<'authAttempt'>, client: Client): void {
    const before = this.#book.open(client.name, event.gateway, event.time);
    const story = before && this.#stories.of(client, before);
    const again = story !== undefined && story.hook > 0 && event.time - story.last < minute;
    const counted = again ? { ...event, count: 1 } : event;
    const episode = this.#book.add(client.name, event, { count: counted.count });
    this.#stories.tell(client, episode, counted, 'hook');
    this.#say({ client, episode }, 'repeated');
  }

  of({ gateway, time }: ClientEvent, client: Client): Guesser | undefined {
    const episode = this.#book.open(client.name, gateway, time);
    if (episode === undefined) return undefined;
    return {
      client,
      episode,
      book: this.#book,
      stories: this.#stories,
      recent: this.#counts.sum(client.key, time),
    };
  }

  /** Who passed the threshold last: on the own network, or elsewhere. */
  latest({ gateway }: ClientEvent, place: Place): Latest | undefined {
    return this.#latest.get(inGateway(gateway, place));
  }

  /** Those tries were no guesses after all. */
  forgive({ key }: Client): void {
    this.#counts.clear(key);
  }

  /** A success: the gateway's limiter begins anew. */
  resetLimiter(client: Client): void {
    this.#limiter.reset(client);
  }

  #kindOf(event: ClientEvent, client: Client, story: Story, recent: number): Kind | undefined {
    const { failures } = this.#options;
    const fromPage = foreignOrigin(event) !== undefined;
    if (fromPage && this.#pages.add(client.key, event.time, attemptsOf(event)) >= failures) return 'web-page';
    if (this.#limiter.isPassed(event, client) && story.limited === 0) return 'past-limiter';
    return recent >= failures ? 'repeated' : undefined;
  }

  #say({ client, episode }: Pick<Guesser, 'client' | 'episode'>, kind?: Kind): void {
    const stories = this.#stories;
    const story = kind === undefined ? stories.of(client, episode) : stories.raise(client, episode, kind);
    episode.report(addressReport({ client, episode, story, options: this.#options }));
  }

  #remember({ gateway, time }: ClientEvent, { name, ip }: Client): void {
    const place = placeOf(ip);
    this.#latest.set(inGateway(gateway, place), { name, ip: ip ?? null, time });
  }
}

const placeOf = (ip: string | undefined): Place => (ip !== undefined && isPrivate(ip) ? 'near' : 'far');
