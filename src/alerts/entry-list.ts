import { rankOf } from '../facts/severity.ts';
import type { Notice } from '../model/alert.ts';

/** A notice that waits for its sink, or was given up. */
export interface Entry {
  readonly notice: Notice;
  readonly queuedAt: number;
  attempts: number;
  lastError: string | null;
}

export interface ListLimits {
  readonly entries: number;
  readonly bytes: number;
}

/** Entries in their order, as many as there is room for. */
export class EntryList {
  readonly #limits: ListLimits;
  readonly #sizes = new Map<Entry, number>();
  #bytes = 0;

  constructor(limits: ListLimits, entries: readonly Entry[] = []) {
    this.#limits = limits;
    for (const entry of entries) this.add({ ...entry });
  }

  get first(): Entry | undefined {
    return this.#sizes.keys().next().value;
  }

  get length(): number {
    return this.#sizes.size;
  }

  /** Returns how many had to go for it: the oldest of the least severe, never `kept`. */
  add(entry: Entry, kept?: Entry): number {
    const size = Buffer.byteLength(JSON.stringify(entry.notice));
    this.#sizes.set(entry, size);
    this.#bytes += size;
    let gone = 0;
    while (this.#isFull()) {
      const least = this.#leastSevere(kept);
      if (least === undefined) break;
      this.remove(least);
      gone += 1;
    }
    return gone;
  }

  remove(entry: Entry): void {
    this.#bytes -= this.#sizes.get(entry) ?? 0;
    this.#sizes.delete(entry);
  }

  entries(): readonly Entry[] {
    return [...this.#sizes.keys()];
  }

  #isFull(): boolean {
    return this.#sizes.size > this.#limits.entries || this.#bytes > this.#limits.bytes;
  }

  #leastSevere(kept: Entry | undefined): Entry | undefined {
    let least: Entry | undefined;
    for (const entry of this.#sizes.keys()) {
      if (entry === kept) continue;
      if (!least || rankOf(entry.notice.severity) < rankOf(least.notice.severity)) least = entry;
    }
    return least;
  }
}
