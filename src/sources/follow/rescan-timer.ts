const shortestPause = 250;

/** Decides when the folders are looked at again: looking at thousands of files must not become all that is done. */
export class RescanTimer {
  readonly #now: () => number;
  readonly #every: number;
  #last: { readonly at: number; readonly took: number } | undefined;
  #wanted = false;

  constructor(every: number, now: () => number) {
    this.#every = every;
    this.#now = now;
  }

  get isDue(): boolean {
    if (!this.#last) return true;
    const { at, took } = this.#last;
    const soon = Math.max(Math.min(shortestPause, this.#every), 5 * took);
    return this.#now() - at >= (this.#wanted ? soon : Math.max(this.#every, 20 * took));
  }

  /** As soon as can be. */
  hurry(): void {
    this.#wanted = true;
  }

  async time(scan: () => Promise<void>): Promise<void> {
    const begun = this.#now();
    this.#wanted = false;
    await scan();
    const at = this.#now();
    this.#last = { at, took: at - begun };
  }
}
