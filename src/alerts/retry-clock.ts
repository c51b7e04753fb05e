import { backOff } from './back-off.ts';

export interface SavedRetryClock {
  /** In a row. */
  readonly failures: number;
  /** No attempt before then. */
  readonly due: number;
}

/** When a sink is tried next: at once, or after a pause that grows with its failures. */
export class RetryClock {
  readonly #now: () => number;
  readonly #random: () => number;
  #failures = 0;
  #due = 0;

  constructor({ now, random }: { now: () => number; random: () => number }, saved?: SavedRetryClock) {
    this.#now = now;
    this.#random = random;
    this.#failures = saved?.failures ?? 0;
    this.#due = saved?.due ?? 0;
  }

  /** No pause is longer than a day: one that is tells of a clock that was put back. */
  get due(): number {
    const now = this.#now();
    return this.#due - now > day ? now : this.#due;
  }

  get isDue(): boolean {
    return this.due <= this.#now();
  }

  arrived(): void {
    this.#failures = 0;
    this.#due = 0;
  }

  /** `retryAfter`: milliseconds that the receiver asked for. */
  failed(retryAfter = 0): void {
    this.#failures += 1;
    const pause = Math.max(backOff(this.#failures, this.#random), Math.min(retryAfter, day));
    this.#due = this.#now() + pause;
  }

  /** Whether what has waited since then is given up. A machine that slept for days has not tried for days. */
  isHopeless(since: number): boolean {
    return this.#failures >= enoughFailures && this.#now() - since >= patience;
  }

  save(): SavedRetryClock {
    return { failures: this.#failures, due: this.#due };
  }
}

const day = 86_400_000;
const patience = 3 * day;
const enoughFailures = 20;
