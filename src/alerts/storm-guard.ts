/** Lets so many alerts a minute through. */
export class StormGuard {
  readonly #perMinute: number;
  readonly #lately: number[];

  constructor(perMinute: number, lately: readonly number[] = []) {
    this.#perMinute = perMinute;
    this.#lately = lately.slice(-perMinute);
  }

  passes(now: number): boolean {
    // A clock that was put back must not keep the gate shut.
    while (this.#lately[0] !== undefined && Math.abs(now - this.#lately[0]) >= minute) this.#lately.shift();
    if (this.#lately.length >= this.#perMinute) return false;
    this.#lately.push(now);
    return true;
  }

  save(): readonly number[] {
    return [...this.#lately];
  }
}

export const minute = 60_000;
