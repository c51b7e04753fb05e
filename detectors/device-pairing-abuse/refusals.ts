import {
  type AuditEvent,
  type DetectorContext,
  type Episodes,
  episodeGap,
  inGateway,
  type Window,
} from '../../src/detector-kit/index.ts';
import type { Options } from './options.ts';
import { meddling } from './reports/meddling.ts';

/** A click too many is one, or two. */
const many = 3;

/** Somebody wants to approve, remove or renew devices that are not theirs, and the gateway refuses. */
export class Refusals {
  readonly #book: Episodes;
  readonly #counts: Window;
  readonly #window: number;

  constructor({ options, episodes, window }: DetectorContext<Options>) {
    this.#window = options.window;
    this.#book = episodes('refusals', { gap: episodeGap(options.window), keys: 1_000 });
    this.#counts = window('refusals in time', { span: options.window, keys: 1_000, threshold: many });
  }

  add(event: AuditEvent<'pairing'>): void {
    if (!/ownership|requires-admin|denied/.test(event.reason ?? '')) return;
    const count = this.#counts.add(inGateway(event.gateway, 'refused'), event.time);
    const episode = this.#book.add('refusals', event);
    if (count >= many || episode.severity !== undefined)
      episode.report(meddling(episode, event, { seen: count, threshold: many, windowMs: this.#window }));
  }
}
