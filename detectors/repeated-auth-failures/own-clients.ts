import {
  type DetectorContext,
  type Episodes,
  episodeGap,
  inGateway,
  type Memory,
} from '../../src/detector-kit/index.ts';
import { attemptsOf, type Client, type ClientEvent, clientOf } from './client.ts';
import type { Guesser } from './guesser.ts';
import type { Options } from './options.ts';
import { foreignOrigin } from './origin.ts';
import { brokenClient } from './reports/broken-client.ts';
import { isRetry, mostTimes } from './rhythm.ts';
import { Stories } from './stories.ts';

/** Clients that got in before, and those of them that have lost their credential and keep trying. */
export class OwnClients {
  readonly #options: Options;
  readonly #book: Episodes;
  readonly #stories: Stories;
  /** When an address, a client at it, or a device first got in. */
  readonly #entries: Memory<number>;
  readonly #tries: Memory<readonly number[]>;

  constructor(context: DetectorContext<Options>) {
    const { options, episodes, memory } = context;
    this.#options = options;
    this.#book = episodes('own clients', { gap: episodeGap(options.window), keys: 5_000 });
    this.#stories = new Stories(context, 'own stories');
    this.#entries = memory<number>('entries', { max: 20_000 });
    this.#tries = memory<readonly number[]>('tries', { max: 5_000 });
  }

  /** Somebody got in. What is only claimed teaches nothing. */
  learn(event: ClientEvent): void {
    if (event.trust !== 'recorded') return;
    const { ip, key } = clientOf(event, this.#options.ipv6Prefix);
    const names = ip === undefined ? [] : [key, `${key}\n${event.client ?? ''}`];
    for (const name of [...names, ...deviceKeys(event)]) {
      this.#entries.set(name, Math.min(this.#entries.get(name) ?? event.time, event.time));
    }
  }

  /** The address had got in before that time. */
  knew({ key }: Client, time: number): boolean {
    return (this.#entries.get(key) ?? Number.POSITIVE_INFINITY) < time;
  }

  knowsDevice(event: ClientEvent): boolean {
    return deviceKeys(event).some((key) => this.#entries.get(key) !== undefined);
  }

  /** Is it a client that got in before and now fails at its own rhythm? `settled` when that has just become clear. */
  judge(event: ClientEvent, client: Client): 'stranger' | 'settled' | 'retry' {
    if (foreignOrigin(event) !== undefined || !this.#gotInBefore(event, client)) return 'stranger';
    const key = `${client.key}\n${identityOf(event)}`;
    const before = this.#tries.get(key) ?? [];
    const tries = [...before, event.time].slice(-mostTimes);
    this.#tries.set(key, tries);
    if (!this.#isSettled(tries)) return 'stranger';
    const episode = this.#book.add(keyOf(client), event, { count: attemptsOf(event) });
    this.#stories.tell(client, episode, event, 'guess');
    episode.report(brokenClient(episode, event, client, tries));
    return this.#isSettled(before) ? 'retry' : 'settled';
  }

  /** The limiter answered such a client: that is no news. */
  absorbs(event: ClientEvent, client: Client): boolean {
    const { gateway, time } = event;
    if (this.#book.open(keyOf(client), gateway, time) === undefined) return false;
    const episode = this.#book.add(keyOf(client), event, { count: attemptsOf(event) });
    this.#stories.tell(client, episode, event, 'limited');
    return true;
  }

  /** Such a client at an address that never got in: only its device was known. */
  of({ gateway, time }: ClientEvent, client: Client): Guesser | undefined {
    const episode = this.#book.open(keyOf(client), gateway, time);
    if (episode === undefined || this.knew(client, time)) return undefined;
    return { client, episode, book: this.#book, stories: this.#stories, recent: episode.count };
  }

  #isSettled(tries: readonly number[]): boolean {
    const needed = Math.max(3, Math.min(5, this.#options.failures));
    return tries.length >= needed && isRetry(tries);
  }

  #gotInBefore(event: ClientEvent, { ip, key }: Client): boolean {
    if (this.knowsDevice(event)) return true;
    if (ip === undefined || event.trust !== 'recorded') return false;
    // Where both name their client, it must be the same.
    const names = event.client === undefined ? [key] : [`${key}\n${event.client}`, `${key}\n`];
    return names.some((name) => this.#entries.get(name) !== undefined);
  }
}

const keyOf = ({ name }: Client): string => `client ${name}`;

const deviceKeys = ({ gateway, device }: ClientEvent): readonly string[] =>
  device === undefined ? [] : [inGateway(gateway, `device\n${device}`)];

function identityOf({ device, instance, client, mode, reason }: ClientEvent): string {
  return JSON.stringify([device ?? null, instance ?? null, client ?? null, mode ?? null, reason ?? null]);
}
