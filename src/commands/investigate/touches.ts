import { Distinct } from '../../collections/distinct.ts';
import type { Touch, Touched } from '../../reporters/investigation/investigation.ts';

const mostValues = 1000;
const shownValues = 100;

/** Counts what something came into touch with: a thousand by name, the rest only counted. */
export class Touches {
  readonly #touches = new Map<string, Touch>();
  readonly #others = new Distinct();

  add(value: string, time: number, { count = 1, refused = 0 } = {}): void {
    const known = this.#touches.get(value);
    if (!known && this.#touches.size >= mostValues) {
      this.#others.add(value);
      return;
    }
    this.#touches.set(value, {
      value,
      count: (known?.count ?? 0) + count,
      refused: (known?.refused ?? 0) + refused,
      first: Math.min(known?.first ?? time, time),
      last: Math.max(known?.last ?? time, time),
    });
  }

  get touched(): Touched {
    const sorted = [...this.#touches.values()].sort((a, b) => b.count - a.count || a.first - b.first);
    const values = sorted.slice(0, shownValues);
    return { values, more: sorted.length - values.length + this.#others.size };
  }
}
