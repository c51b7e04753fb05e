const none = new Float64Array(0);
const smallest = 32;
/** Words can be chosen to crowd. */
const furthest = 32;

/** Positive whole numbers, spread evenly: a third of the memory that a `Set` of them takes, and nothing to collect. */
export class NumberSet {
  size = 0;
  #slots = none;

  add(value: number): void {
    if (this.size * 2 >= this.#slots.length) this.#grow();
    const at = this.#find(value);
    if (this.#slots[at] === 0) this.size += 1;
    this.#slots[at] = value;
  }

  has(value: number): boolean {
    return this.size > 0 && this.#slots[this.#find(value)] === value;
  }

  values(): readonly number[] {
    return [...this.#slots].filter((value) => value !== 0);
  }

  /** Where the value is, or where it belongs: where too many crowd, one gives way. */
  #find(value: number): number {
    const last = this.#slots.length - 1;
    const home = value & last;
    for (let step = 0; step < furthest; step += 1) {
      const at = (home + step) & last;
      const found = this.#slots[at];
      if (found === 0 || found === value) return at;
    }
    return home;
  }

  #grow(): void {
    const before = this.#slots;
    this.#slots = new Float64Array(Math.max(smallest, before.length * 2));
    for (const value of before) if (value !== 0) this.#slots[this.#find(value)] = value;
  }
}
