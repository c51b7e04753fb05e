import { type DetectorContext, isLoopback, minute, type Window } from '../../src/detector-kit/index.ts';
import { attemptsOf, type Client, type ClientEvent } from './client.ts';
import type { Options } from './options.ts';
import { credentialOf, isLimited, limitedCredentials } from './refusal.ts';

/** The gateway allows ten in a minute; parallel tries slip through. */
const allowed = 15;

/** Does the gateway's own limiter do its work? It counts by address and kind of credential, loopback not at all. */
export class LimiterWatch {
  readonly #burst: Window;

  constructor({ window }: DetectorContext<Options>) {
    this.#burst = window('burst', { span: minute, keys: 10_000, threshold: allowed });
  }

  /** More wrong credentials than the limiter should let through. */
  isPassed(event: ClientEvent, { key, ip }: Client): boolean {
    if (ip === undefined || isLoopback(ip) || !isLimited(event.reason)) return false;
    const scope = `${key}\n${credentialOf(event.reason)}`;
    return this.#burst.add(scope, event.time, attemptsOf(event)) > allowed;
  }

  /** A success from an address makes the limiter forget its failures. */
  reset({ key }: Client): void {
    for (const credential of limitedCredentials) this.#burst.clear(`${key}\n${credential}`);
  }
}
