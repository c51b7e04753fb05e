export interface BoundedMapOptions {
  readonly max: number;
  /** Milliseconds: forgetting an entry older than this is no loss. Without it every one counts. */
  readonly horizon?: number;
}

/** Two generations: when the younger is half the room, the older one is forgotten and the younger takes its place. */
export class BoundedMap<V> {
  readonly #half: number;
  readonly #horizon: number;
  #young = new Map<string, V>();
  #old = new Map<string, V>();
  #youngest = 0;
  #oldsYoungest = 0;
  /** Entries that were pushed out before their time. */
  evicted = 0;

  constructor({ max, horizon = Number.POSITIVE_INFINITY }: BoundedMapOptions, saved?: SavedMap<V>) {
    this.#half = Math.max(1, Math.floor(max / 2));
    this.#horizon = horizon;
    if (!saved) return;
    this.#young = new Map(saved.young);
    this.#old = new Map(saved.old);
    this.#youngest = saved.youngest;
    this.#oldsYoungest = saved.oldsYoungest;
    this.evicted = saved.evicted;
  }

  get size(): number {
    return this.#young.size + this.#old.size;
  }

  get(key: string): V | undefined {
    return this.#young.get(key) ?? (this.#old.size > 0 ? this.#old.get(key) : undefined);
  }

  /** `time` is event time; it decides what may be forgotten without loss. */
  set(key: string, value: V, time = 0): void {
    if (time > this.#youngest) this.#youngest = time;
    this.#young.set(key, value);
    if (this.#old.size > 0) this.#old.delete(key);
    if (this.#young.size > this.#half) this.#turn();
  }

  delete(key: string): void {
    this.#young.delete(key);
    this.#old.delete(key);
  }

  clear(): void {
    this.#young.clear();
    this.#old.clear();
  }

  *entries(): Generator<readonly [string, V]> {
    yield* this.#old;
    yield* this.#young;
  }

  save(): SavedMap<V> {
    return {
      young: [...this.#young],
      old: [...this.#old],
      youngest: this.#youngest,
      oldsYoungest: this.#oldsYoungest,
      evicted: this.evicted,
    };
  }

  #turn(): void {
    if (this.#youngest - this.#oldsYoungest < this.#horizon) this.evicted += this.#old.size;
    this.#old = this.#young;
    this.#oldsYoungest = this.#youngest;
    this.#young = new Map();
  }
}

export interface SavedMap<V> {
  readonly young: readonly (readonly [string, V])[];
  readonly old: readonly (readonly [string, V])[];
  readonly youngest: number;
  readonly oldsYoungest: number;
  readonly evicted: number;
}
