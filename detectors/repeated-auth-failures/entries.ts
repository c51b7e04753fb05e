import { type DetectorContext, formatDuration, inGateway, minute } from '../../src/detector-kit/index.ts';
import type { Latest, Place } from './address-guesses.ts';
import { type Client, type ClientEvent, clientOf } from './client.ts';
import type { Guesser } from './guesser.ts';
import type { Options } from './options.ts';
import { foreignOrigin } from './origin.ts';
import { addressReport } from './reports/address.ts';
import type { Entry, Story } from './story.ts';
import type { Watchers } from './watchers.ts';

/** A person may mistype so often. */
const mistakes = 3;

/** Somebody got in: after guessing? */
export class Entries {
  readonly #options: Options;
  readonly #watchers: Watchers;

  constructor({ options }: DetectorContext<Options>, watchers: Watchers) {
    this.#options = options;
    this.#watchers = watchers;
  }

  add(event: ClientEvent): void {
    const client = clientOf(event, this.#options.ipv6Prefix);
    const { addresses, own, spread } = this.#watchers;
    if (client.ip !== undefined) addresses.resetLimiter(client);
    const guessed = client.ip === undefined ? this.#nearGuesses(event) : this.#afterGuesses(event, client);
    // A guesser that got in is not one of ours from now on.
    if (guessed) return;
    own.learn(event);
    if (isProperEntry(event)) spread.leave(event, client);
  }

  #afterGuesses(event: ClientEvent, client: Client): boolean {
    const { addresses, spread, own } = this.#watchers;
    const guesser = this.#guesserAt(event, client);
    if (guesser === undefined) {
      const guesses = addresses.of(event, client)?.recent ?? 0;
      return guesses > 0 && !own.knew(client, event.time) && spread.gotIn(event, client, guesses);
    }
    const story = guesser.stories.of(client, guesser.episode);
    const known = own.knew(client, story.since);
    if (known && story.guesses < this.#options.failures) return false;
    if (isOwnersVisit(event, story)) return false;
    this.#say(event, guesser, { known, doubt: this.#doubtOf(event, story, known) });
    return true;
  }

  #guesserAt(event: ClientEvent, client: Client): Guesser | undefined {
    const { addresses, slow, own } = this.#watchers;
    const fast = addresses.of(event, client);
    const reported = fast?.episode.severity !== undefined;
    const guesses = fast?.stories.of(client, fast.episode).guesses ?? 0;
    if (fast && (fast.recent > mistakes || (reported && guesses > mistakes))) return fast;
    return slow.of(event, client) ?? own.of(event, client);
  }

  #doubtOf(event: ClientEvent, { recorded, guesses, since, last }: Story, known: boolean): string | null {
    if (event.trust === 'claimed' || recorded <= mistakes) {
      return 'the address is only claimed by a forwarded header (set `gateway.trustedProxies`)';
    }
    const unhurried = last - since >= 3_000 * (guesses - 1);
    return known && unhurried && guesses < 2 * this.#options.failures
      ? 'the address had got in before, and so few wrong credentials at that pace may be a person'
      : null;
  }

  /** The line of the success names no address: only closeness in time can join it to guesses. */
  #nearGuesses(event: ClientEvent): boolean {
    if (event.type === 'connection' && this.#watchers.own.knowsDevice(event)) return false;
    const found = this.#latestNear(event);
    if (found === undefined) return false;
    const { latest, guesser } = found;
    const story = guesser.stories.of(guesser.client, guesser.episode);
    // One is enough: other people come and go meanwhile.
    if (story.entry !== null) return false;
    const pause = event.time - latest.time;
    const fromPage = isAutomatic(event) && story.foreign >= this.#options.failures;
    if (!fromPage && pause > (event.type === 'pairing' ? minute : 10_000)) return false;
    const doubt = `the line of the success names no address; it came ${formatDuration(pause)} after a guess, and only that closeness joins them`;
    this.#say(event, guesser, { known: false, doubt: fromPage ? null : doubt });
    return true;
  }

  #latestNear(event: ClientEvent): { latest: Latest; guesser: Guesser } | undefined {
    const { addresses } = this.#watchers;
    for (const place of placesOf(event)) {
      const latest = addresses.latest(event, place);
      if (latest === undefined || event.time < latest.time) continue;
      if (event.time - latest.time > 10 * minute) continue;
      const { name, ip } = latest;
      const guesser = addresses.of(event, { name, ip: ip ?? undefined, key: inGateway(event.gateway, name) });
      if (guesser?.episode.severity !== undefined) return { latest, guesser };
    }
    return undefined;
  }

  #say(event: ClientEvent, guesser: Guesser, facts: Pick<Entry, 'known' | 'doubt'>): void {
    const { client, book, stories } = guesser;
    const episode = book.add(guesser.episode.key, event, { count: 0 });
    const { guesses } = stories.of(client, episode);
    const { time, device = null } = event;
    const entry: Entry = { how: howOf(event), time, guesses, device, ...facts };
    const story = stories.raise(client, episode, facts.doubt === null ? 'inside' : 'nearby', entry);
    episode.report(addressReport({ client, episode, story, options: this.#options }));
  }
}

/** After a web page guessed on the owner's machine, the owner's own visits come from the same address. */
function isOwnersVisit(event: ClientEvent, { foreign, guesses }: Story): boolean {
  return event.type === 'connection' && 2 * foreign > guesses && foreignOrigin(event) === undefined;
}

/** A wish to be paired shows the right credential, but lets nobody in; and a claim clears nobody. */
function isProperEntry({ type, trust }: ClientEvent): boolean {
  return type !== 'pairing' && trust === 'recorded';
}

function isAutomatic(event: ClientEvent): boolean {
  return event.type === 'pairing' && event.status === 'approved';
}

/** The gateway pairs by itself only what comes from its own machine. */
function placesOf(event: ClientEvent): readonly Place[] {
  if (isAutomatic(event)) return ['near'];
  return event.behindProxy ? ['far'] : ['near', 'far'];
}

function howOf(event: ClientEvent): string {
  if (event.type === 'authAttempt') return 'a login';
  if (event.type === 'connection') return 'a connection';
  return isAutomatic(event)
    ? 'a device that was paired automatically'
    : 'a request to pair a device, which takes the right credential,';
}
