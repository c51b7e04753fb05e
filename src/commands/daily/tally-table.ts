const empty = -1;

/** Counts by fingerprint, in a fifth of the room of a map: a busy day has some hundred thousands. */
export class TallyTable {
  #bits = 10;
  #keys = new Float64Array(1 << this.#bits).fill(empty);
  #counts = new Uint32Array(1 << this.#bits);
  #size = 0;

  get size(): number {
    return this.#size;
  }

  get(key: number): number | undefined {
    const at = this.#placeOf(key);
    return this.#keys[at] === key ? this.#counts[at] : undefined;
  }

  set(key: number, count: number): void {
    const at = this.#placeOf(key);
    if (this.#keys[at] !== key) this.#size++;
    this.#keys[at] = key;
    this.#counts[at] = count;
    if (this.#size * 3 > this.#keys.length * 2) this.#grow();
  }

  /** Where it is, or would be: the first place from its own on that is its, or free. */
  #placeOf(key: number): number {
    const mask = this.#keys.length - 1;
    const low = (key % 0x100000000) | 0;
    const mixed = Math.imul(low ^ Math.imul((key / 0x100000000) | 0, 0x85ebca6b), 0x9e3779b1);
    let at = mixed >>> (32 - this.#bits);
    while (this.#keys[at] !== empty && this.#keys[at] !== key) at = (at + 1) & mask;
    return at;
  }

  #grow(): void {
    const [keys, counts] = [this.#keys, this.#counts];
    this.#bits++;
    this.#size = 0;
    this.#keys = new Float64Array(1 << this.#bits).fill(empty);
    this.#counts = new Uint32Array(1 << this.#bits);
    for (const [index, key] of keys.entries()) if (key !== empty) this.set(key, counts[index] ?? 0);
  }
}
