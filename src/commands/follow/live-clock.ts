/** The time that a watch goes by: the wall's, or as of `--now` and on from there. */
export class LiveClock {
  readonly #wall: () => number;
  readonly #ahead: number;
  #newest = Number.NEGATIVE_INFINITY;
  #newestAt = 0;

  constructor(now: number, wall: () => number = Date.now) {
    this.#wall = wall;
    this.#ahead = now - wall();
  }

  now(): number {
    return this.#wall() + this.#ahead;
  }

  /** An event of that time was read just now. */
  note(time: number): void {
    if (time < this.#newest) return;
    this.#newest = time;
    this.#newestAt = this.now();
  }

  /** Event time as far as silence proves it: a replay of old lines is not aged by the clock on the wall. */
  eventTime(): number {
    const now = this.now();
    return Math.min(now, this.#newest + now - this.#newestAt);
  }

  /** Time of the newest event; null before the first. */
  get newest(): number | null {
    return Number.isFinite(this.#newest) ? this.#newest : null;
  }

  /** How far behind the newest event was when it was read, in milliseconds. */
  get lag(): number {
    return this.newest === null ? 0 : Math.max(0, this.#newestAt - this.newest);
  }
}
