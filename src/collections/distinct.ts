const mostValues = 100;
const mostHashes = 50_000;

/** Distinct values: the first hundred by name, the rest only counted (exact to 50,100, then "at least"). */
export class Distinct {
  /** An array, as most have one value or two. */
  #values: readonly string[];
  #others: Set<number> | undefined;

  constructor(saved: SavedDistinct = { values: [], others: [] }) {
    this.#values = saved.values;
    if (saved.others.length > 0) this.#others = new Set(saved.others);
  }

  get size(): number {
    return this.#values.length + (this.#others?.size ?? 0);
  }

  get values(): readonly string[] {
    return this.#values;
  }

  has(value: string): boolean {
    return this.#values.includes(value);
  }

  add(value: string): void {
    if (this.#values.includes(value)) return;
    if (this.#values.length < mostValues) {
      // Where one was deleted there is room again, also for one that was only counted.
      this.#others?.delete(fingerprint(value));
      this.#values = [...this.#values, value];
      return;
    }
    this.#others ??= new Set();
    if (this.#others.size < mostHashes) this.#others.add(fingerprint(value));
  }

  /** Of those that are only counted, a rare other with the same fingerprint goes with it. */
  delete(value: string): void {
    if (this.#values.includes(value)) this.#values = this.#values.filter((known) => known !== value);
    else this.#others?.delete(fingerprint(value));
  }

  save(): SavedDistinct {
    return { values: this.#values, others: [...(this.#others ?? [])] };
  }
}

export interface SavedDistinct {
  readonly values: readonly string[];
  readonly others: readonly number[];
}

function fingerprint(text: string): number {
  let high = 0x811c9dc5;
  let low = 0x1b873593;
  for (let index = 0; index < text.length; index++) {
    high = Math.imul(high ^ text.charCodeAt(index), 0x01000193);
    low = Math.imul(low ^ text.charCodeAt(index), 0x5bd1e995);
  }
  return (high >>> 0) * 0x100000 + ((low >>> 0) & 0xfffff);
}
