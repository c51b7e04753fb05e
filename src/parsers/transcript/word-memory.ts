import type { Json } from '../../model/json.ts';
import { NumberSet } from './number-set.ts';

/** A checkpoint holds those of many sessions. */
const mostSaved = 256;

/** Hashes of words, in two generations: forgets the oldest when full. */
export class WordMemory {
  readonly #limit: number;
  #young = new NumberSet();
  #old = new NumberSet();

  constructor(limit: number, saved?: Json) {
    this.#limit = limit;
    if (!Array.isArray(saved)) return;
    for (const word of saved) if (typeof word === 'number' && word > 0) this.#young.add(word);
  }

  /** Some of the latest words. */
  save(): Json {
    return this.#young.values().slice(0, mostSaved);
  }

  add(word: number): void {
    if (this.#young.size >= this.#limit) {
      this.#old = this.#young;
      this.#young = new NumberSet();
    }
    this.#young.add(word);
  }

  has(word: number): boolean {
    return this.#young.has(word) || this.#old.has(word);
  }
}
