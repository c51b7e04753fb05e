import { rankOf } from '../facts/severity.ts';
import type { Digest, DigestItem } from '../model/alert.ts';

/** Counts findings by detector and names the worst of them; bounded however many there are. */
export class Tally {
  readonly #items: Map<string, DigestItem>;
  readonly #counts: Map<string, number>;
  #total: number;

  constructor(saved: Digest = nothing) {
    this.#items = new Map(saved.items.map((item) => [item.id, item]));
    this.#counts = new Map(saved.byDetector.map(({ detector, count }) => [detector, count]));
    this.#total = saved.total;
  }

  /** A finding that is here already is there once, in its newest words. */
  add(item: DigestItem): void {
    if (!this.#items.has(item.id)) {
      this.#total += 1;
      this.#counts.set(item.detector, (this.#counts.get(item.detector) ?? 0) + 1);
    }
    this.#items.set(item.id, item);
    if (this.#items.size > mostNamed) this.#forgetLeast();
  }

  digest(): Digest {
    return {
      total: this.#total,
      byDetector: [...this.#counts].map(([detector, count]) => ({ detector, count })).sort(byCount),
      items: [...this.#items.values()].sort(worstFirst),
    };
  }

  #forgetLeast(): void {
    let least: DigestItem | undefined;
    for (const item of this.#items.values()) if (!least || worstFirst(item, least) >= 0) least = item;
    if (least) this.#items.delete(least.id);
  }
}

/** Named one by one; the others are counted. */
const mostNamed = 100;

const nothing: Digest = { total: 0, byDetector: [], items: [] };

function worstFirst(a: DigestItem, b: DigestItem): number {
  return rankOf(b.severity) - rankOf(a.severity);
}

function byCount(a: Digest['byDetector'][number], b: Digest['byDetector'][number]): number {
  return b.count - a.count || (a.detector < b.detector ? -1 : 1);
}
