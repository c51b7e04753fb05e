import type { Window, WindowLimits } from '../model/detector.ts';
import type { Json } from '../model/json.ts';
import { type SavedSketch, Sketch } from './sketch.ts';

/** Times and counts in turns, oldest first: `[time, count, time, count, …]`. */
type Counts = number[];

/** Above so many entries neighbours are merged under the later time, which can only over-count. */
const mostEntries = 512;

/**
 * Exact counts for the keys seen last, in two generations; when both are full the older one is pushed
 * into a sketch. Keys near the threshold stay exact. Counts may be too high, never too low.
 */
export class SlidingWindow implements Window {
  readonly #limits: WindowLimits;
  #young = new Map<string, Counts>();
  #old = new Map<string, Counts>();
  #sketch: Sketch | undefined;
  evicted = 0;

  constructor(limits: WindowLimits, saved?: SavedWindow) {
    this.#limits = limits;
    if (!saved) return;
    this.#young = new Map(saved.young.map(([key, counts]) => [key, [...counts]]));
    this.#old = new Map(saved.old.map(([key, counts]) => [key, [...counts]]));
    this.evicted = saved.evicted;
    if (saved.sketch.length > 0) this.#sketch = new Sketch(limits.span, saved.sketch);
  }

  add(key: string, time: number, count = 1): number {
    const counts = this.#young.get(key) ?? this.#takeOld(key, time);
    // Most keys come once: a literal takes an eighth of the room of an array that grows.
    if (!counts) this.#young.set(key, [time, count]);
    else this.#addTo(counts, time, count);
    return this.#total(key, counts ?? [time, count], time);
  }

  sum(key: string, time: number): number {
    return this.#total(key, this.#young.get(key) ?? this.#old.get(key) ?? [], time);
  }

  clear(key: string): void {
    this.#young.delete(key);
    this.#old.delete(key);
  }

  saturated(time: number): boolean {
    return this.#sketch?.saturated(time) ?? false;
  }

  save(): SavedWindow {
    return {
      young: [...this.#young],
      old: [...this.#old],
      evicted: this.evicted,
      sketch: this.#sketch?.save() ?? [],
    };
  }

  #total(key: string, counts: Counts, time: number): number {
    return sumSince(counts, time - this.#limits.span, time) + (this.#sketch?.estimate(key, time) ?? 0);
  }

  #addTo(counts: Counts, time: number, count: number): void {
    prune(counts, time - this.#limits.span);
    insert(counts, time, count);
    if (counts.length > mostEntries) halve(counts);
  }

  /** The counts of a key that was not seen lately, which is young again. */
  #takeOld(key: string, time: number): Counts | undefined {
    if (this.#young.size >= this.#limits.keys / 2) this.#turnGeneration(time);
    const counts = this.#old.get(key);
    if (!counts) return undefined;
    this.#old.delete(key);
    this.#young.set(key, counts);
    return counts;
  }

  #turnGeneration(time: number): void {
    const leaving = this.#old;
    this.#old = this.#young;
    this.#young = new Map();
    let room = this.#limits.keys / 4;
    for (const [key, counts] of leaving) {
      prune(counts, time - this.#limits.span);
      if (counts.length === 0) continue;
      if (room-- > 0 && sumSince(counts, Number.NEGATIVE_INFINITY, time) * 2 >= this.#limits.threshold) {
        this.#young.set(key, counts);
      } else this.#forget(key, counts);
    }
  }

  #forget(key: string, counts: Counts): void {
    this.#sketch ??= new Sketch(this.#limits.span);
    this.evicted++;
    for (let at = 0; at < counts.length; at += 2) {
      this.#sketch.add(key, counts[at] ?? 0, counts[at + 1] ?? 0);
    }
  }
}

export type SavedWindow = {
  readonly young: readonly (readonly [string, Counts])[];
  readonly old: readonly (readonly [string, Counts])[];
  readonly evicted: number;
  readonly sketch: SavedSketch;
} & { readonly [key: string]: Json };

function sumSince(counts: Counts, oldest: number, newest: number): number {
  let sum = 0;
  for (let at = counts.length - 2; at >= 0; at -= 2) {
    const time = counts[at] ?? 0;
    if (time <= oldest) break;
    if (time <= newest) sum += counts[at + 1] ?? 0;
  }
  return sum;
}

/** Late events go to their place, so that the sum up to a time never depends on the order of arrival. */
function insert(counts: Counts, time: number, count: number): void {
  let at = counts.length;
  while (at > 0 && (counts[at - 2] ?? 0) > time) at -= 2;
  if (at === counts.length) counts.push(time, count);
  else counts.splice(at, 0, time, count);
}

function prune(counts: Counts, oldest: number): void {
  let gone = 0;
  while (gone < counts.length && (counts[gone] ?? 0) <= oldest) gone += 2;
  if (gone > 0) counts.splice(0, gone);
}

function halve(counts: Counts): void {
  const merged: Counts = [];
  for (let at = 0; at < counts.length; at += 4) {
    const later = at + 2 < counts.length ? at + 2 : at;
    merged.push(counts[later] ?? 0, (counts[at + 1] ?? 0) + (later === at ? 0 : (counts[later + 1] ?? 0)));
  }
  counts.splice(0, counts.length, ...merged);
}
