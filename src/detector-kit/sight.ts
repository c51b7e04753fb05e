import type { Sight } from '../model/coverage.ts';

/** Collects what dims a detector's sight: the worst wins, every reason is told with its cure. */
export class Sightings {
  #sight: Sight['sight'] = 'full';
  readonly #because: string[] = [];
  readonly #cure: string[] = [];

  blind(when: boolean, because: string, cure?: string): this {
    return this.#dim(when, 'blind', because, cure);
  }

  partial(when: boolean, because: string, cure?: string): this {
    return this.#dim(when, 'partial', because, cure);
  }

  get verdict(): Sight {
    return { sight: this.#sight, because: this.#because, cure: this.#cure };
  }

  #dim(when: boolean, sight: 'partial' | 'blind', because: string, cure?: string): this {
    if (!when) return this;
    if (this.#sight !== 'blind') this.#sight = sight;
    this.#because.push(because);
    if (cure && !this.#cure.includes(cure)) this.#cure.push(cure);
    return this;
  }
}
