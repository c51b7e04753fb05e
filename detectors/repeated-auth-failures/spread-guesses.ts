import {
  addressGroup,
  type DetectorContext,
  type Episode,
  type Episodes,
  episodeGap,
  isLoopback,
  type Memory,
} from '../../src/detector-kit/index.ts';
import { attemptsOf, type Client, type ClientEvent } from './client.ts';
import type { Options } from './options.ts';
import { spread, spreadEntry } from './reports/spread.ts';

/** Its guesses since `first`, which is never longer ago than the window. */
type Member = readonly [name: string, last: number, guesses: number, first: number];

/** More need not be told apart: the number is then "at least". */
const most = 256;
const key = 'spread';

/** Many addresses, a few guesses each. */
export class SpreadGuesses {
  readonly #options: Options;
  readonly #book: Episodes;
  /** Of each gateway, those that guessed last. */
  readonly #members: Memory<readonly Member[]>;

  constructor({ options, episodes, memory }: DetectorContext<Options>) {
    this.#options = options;
    this.#book = episodes('spread', { gap: episodeGap(options.spreadWindow), keys: 1_000 });
    this.#members = memory<readonly Member[]>('members', { max: 1_000 });
  }

  /** A guess from an address that is below its own threshold. */
  add(event: ClientEvent, { name, ip }: Client): void {
    // The gateway's own machine is no address among many.
    if (ip === undefined || isLoopback(ip)) return;
    const { gateway, time } = event;
    const count = attemptsOf(event);
    const oldest = time - this.#options.spreadWindow;
    const before = this.#members.get(gateway) ?? [];
    const known = before.find(([member, last, , first]) => member === name && Math.min(last, first) > oldest);
    const members = before.filter(([member, last]) => last > oldest && member !== name);
    if (members.length === most) members.shift();
    members.push([name, time, count + (known?.[2] ?? 0), known?.[3] ?? time]);
    this.#members.set(gateway, members);
    const episode = this.#book.add(key, event, { count });
    if (members.length < this.#options.addresses) return;
    const guesses = members.reduce((sum, [, , own]) => sum + own, 0);
    const crowd = { guesses, addresses: members.length, most };
    episode.report(spread({ episode, event, options: this.#options, ...crowd }));
  }

  /** The address is a finding of its own, or no guesser at all. */
  leave(event: ClientEvent, { name }: Client): void {
    const { gateway } = event;
    const members = this.#members.get(gateway) ?? [];
    const gone = members.find(([member]) => member === name);
    if (gone === undefined) return;
    this.#members.set(
      gateway,
      members.filter((member) => member !== gone),
    );
    const episode = this.#open(event);
    const isIts = (ip: string): boolean => addressGroup(ip, this.#options.ipv6Prefix) === name;
    const ips = [name, ...(episode?.values('ips').filter(isIts) ?? [])];
    episode?.forget({ count: gone[2], entities: { ips } });
  }

  /** Members of a crowd are no findings of their own, unless they guess far more than the others. */
  explains(event: ClientEvent, guesses: number): boolean {
    const crowd = this.#open(event);
    return crowd?.severity !== undefined && guesses * Math.max(1, crowd.seen('ips')) <= 2 * crowd.count;
  }

  /** An address got in; true when it took part in a spread that is known. */
  gotIn(event: ClientEvent, client: Client, guesses: number): boolean {
    const members = this.#members.get(event.gateway) ?? [];
    if (this.#open(event)?.severity === undefined || !members.some(([name]) => name === client.name))
      return false;
    const episode = this.#book.add(key, event, { count: 0 });
    episode.report(spreadEntry({ episode, event, client, guesses, options: this.#options }));
    return true;
  }

  #open({ gateway, time }: ClientEvent): Episode | undefined {
    return this.#book.open(key, gateway, time);
  }
}
