import type { SourceGap } from '../../model/source.ts';
import type { Opened } from '../opened.ts';
import { reasonOf } from '../unreadable.ts';
import { logPlaces } from './found-source.ts';

const mostAttempts = 3;

/** Looks where the evidence lies, again and again. */
export class Survey {
  readonly #open: () => Promise<Opened>;
  #opened: Opened;
  #places: string | undefined;
  #problem: SourceGap | undefined;

  constructor(open: () => Promise<Opened>, opened: Opened) {
    this.#open = open;
    this.#opened = opened;
  }

  /** What the last look found. */
  get opened(): Opened {
    if (!this.#problem) return this.#opened;
    return { ...this.#opened, problems: [...this.#opened.problems, this.#problem] };
  }

  /** False when looking failed. */
  async look(): Promise<boolean> {
    try {
      await this.#openWhenSettled();
      this.#problem = undefined;
    } catch (error) {
      this.#problem = { kind: 'unreadable', name: 'evidence', note: reasonOf(error) };
    }
    return this.#problem === undefined;
  }

  /** Who looks while files are renamed overlooks some: as soon as they lie elsewhere than last time, once more. */
  async #openWhenSettled(): Promise<void> {
    this.#places ??= logPlaces(this.#opened.sources);
    for (let attempt = 0; attempt < mostAttempts; attempt++) {
      this.#opened = await this.#open();
      const places = logPlaces(this.#opened.sources);
      if (places === this.#places) return;
      this.#places = places;
    }
  }
}
