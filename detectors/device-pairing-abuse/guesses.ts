import { type AuditEvent, type DetectorContext, day, type Window } from '../../src/detector-kit/index.ts';
import type { Options } from './options.ts';
import { type Place, placeOf } from './place.ts';

/** One more than a person mistypes. */
const many = 4;

/** Which addresses tried wrong credentials: a device from there is a stranger's. */
export class Guesses {
  readonly #counts: Window;

  constructor({ window }: DetectorContext<Options>) {
    this.#counts = window('wrong credentials', { span: day, keys: 20_000, threshold: many });
  }

  add(event: AuditEvent<'authAttempt'>): void {
    if (/[_-](?:mismatch|invalid)$/.test(event.reason ?? '') && event.reason !== 'origin-mismatch') {
      this.#counts.add(placeOf(event).key, event.time, Math.max(1, event.count));
    }
  }

  /** How many came from there within a day; 0 when a person may have mistyped. */
  from({ key }: Place, time: number): number {
    const count = this.#counts.sum(key, time);
    return count < many ? 0 : count;
  }
}
