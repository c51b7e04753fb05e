/** Wakes who waits for something to happen, but not more often than he can bear. */
export class Bell {
  readonly #now: () => number;
  #rung = false;
  #heard = Number.NEGATIVE_INFINITY;
  #wake: () => void = () => {};

  constructor(now: () => number) {
    this.#now = now;
  }

  ring(): void {
    this.#rung = true;
    this.#wake();
  }

  /** What rang so far is seen to. */
  hear(): void {
    this.#rung = false;
    this.#heard = this.#now();
  }

  /** Until it rings, `atMost` milliseconds went by or the signal aborts; at least `pause` after it was heard. */
  async wait({ atMost, pause, signal }: Waiting): Promise<void> {
    if (!this.#rung) await this.#sleep(atMost, signal);
    const rest = Math.min(pause, atMost) - (this.#now() - this.#heard);
    if (rest > 0) await this.#sleep(rest, signal, true);
  }

  #sleep(milliseconds: number, signal: AbortSignal | undefined, soundly = false): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(done, milliseconds);
      signal?.addEventListener('abort', done, { once: true });
      if (!soundly) this.#wake = done;
      if (signal?.aborted) done();
      function done(): void {
        clearTimeout(timer);
        signal?.removeEventListener('abort', done);
        resolve();
      }
    });
  }
}

export interface Waiting {
  readonly atMost: number;
  readonly pause: number;
  readonly signal?: AbortSignal | undefined;
}
