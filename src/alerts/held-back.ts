import type { Digest, DigestItem } from '../model/alert.ts';
import { Tally } from './tally.ts';

/** Findings that wait for one digest: for the end of the quiet hours, or of a storm. */
export class HeldBack {
  #tally: Tally;
  #due: number | null;

  constructor(saved?: { readonly digest: Digest; readonly due: number }) {
    this.#tally = new Tally(saved?.digest);
    this.#due = saved?.due ?? null;
  }

  get due(): number | null {
    return this.#due;
  }

  add(item: DigestItem, due: number): void {
    this.#tally.add(item);
    this.#due ??= due;
  }

  takeDue(now: number): Digest {
    if (this.#due === null || this.#due > now) return new Tally().digest();
    const digest = this.#tally.digest();
    this.#tally = new Tally();
    this.#due = null;
    return digest;
  }

  save(): { readonly digest: Digest; readonly due: number } | null {
    return this.#due === null ? null : { digest: this.#tally.digest(), due: this.#due };
  }
}
