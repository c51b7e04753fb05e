import type { AuditEvent, DetectorContext } from '../../src/detector-kit/index.ts';
import { type Client, clientOf } from './client.ts';
import type { Options } from './options.ts';
import { type Refusal, refusalOf } from './refusal.ts';
import type { Watchers } from './watchers.ts';

type Attempt = AuditEvent<'authAttempt'>;
type Take = (event: Attempt, client: Client) => void;

/** Takes each refused login to whom it concerns. */
export class Attempts {
  readonly #prefix: number;
  readonly #watchers: Watchers;
  readonly #takers: { readonly [R in Refusal]: Take };

  constructor({ options }: DetectorContext<Options>, watchers: Watchers) {
    this.#prefix = options.ipv6Prefix;
    this.#watchers = watchers;
    const { own, addresses, visitors } = watchers;
    this.#takers = {
      guess: (event, client) => this.#guess(event, client),
      limited: (event, client) => {
        if (!own.absorbs(event, client)) addresses.limited(event, client);
      },
      hook: (event, client) => addresses.throttled(event, client),
      missing: (event, client) => visitors.missing(event, client),
      unchecked: (event, client) => visitors.unchecked(event, client),
      other: () => {},
    };
  }

  add(event: Attempt): void {
    this.#takers[refusalOf(event)](event, clientOf(event, this.#prefix));
  }

  #guess(event: Attempt, client: Client): void {
    const { own, addresses, slow, spread } = this.#watchers;
    const verdict = own.judge(event, client);
    if (verdict === 'settled') this.#forgive(event, client);
    if (verdict !== 'stranger') return;
    if (addresses.guess(event, client)) spread.leave(event, client);
    else {
      if (!this.#isSlip(event, client)) spread.add(event, client);
      if (slow.add(event, client)) spread.leave(event, client);
    }
  }

  /** Whoever had got in before has nothing to guess. A claim clears nobody. */
  #isSlip(event: Attempt, client: Client): boolean {
    return event.trust === 'recorded' && this.#watchers.own.knew(client, event.time);
  }

  /** What looked like guesses was the beginning of a rhythm. */
  #forgive(event: Attempt, client: Client): void {
    const { addresses, slow, spread } = this.#watchers;
    addresses.forgive(client);
    slow.forgive(client);
    spread.leave(event, client);
  }
}
