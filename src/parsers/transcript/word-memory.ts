/** Hashes of words, in two generations: forgets the oldest when full. */
export class WordMemory {
  readonly #limit: number;
  #young = new Set<number>();
  #old = new Set<number>();

  constructor(limit: number) {
    this.#limit = limit;
  }

  add(word: number): void {
    if (this.#young.size >= this.#limit) {
      this.#old = this.#young;
      this.#young = new Set();
    }
    this.#young.add(word);
  }

  has(word: number): boolean {
    return this.#young.has(word) || this.#old.has(word);
  }
}
