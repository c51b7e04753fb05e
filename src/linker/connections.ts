import { BoundedMap, type SavedMap } from '../collections/bounded-map.ts';
import type { ConnectionFacts } from './connection-facts.ts';

const day = 86_400_000;

/** Open connections by full or short id. Strangers that never authenticated cannot push out those that did. */
export class Connections {
  readonly #known: BoundedMap<ConnectionFacts>;
  readonly #strangers: BoundedMap<ConnectionFacts>;
  /** Full ids by short form; two of them join nothing. */
  readonly #short: BoundedMap<readonly string[]>;

  constructor(saved?: SavedConnections) {
    this.#known = new BoundedMap({ max: 50_000, horizon: day }, saved?.known);
    this.#strangers = new BoundedMap({ max: 20_000, horizon: 60_000 }, saved?.strangers);
    this.#short = new BoundedMap({ max: 70_000, horizon: day }, saved?.short);
  }

  /** Of authenticated connections only: what strangers push out was theirs. */
  get evicted(): number {
    return this.#known.evicted;
  }

  /** The first binding of an id wins; later facts only fill what is missing. */
  learn(facts: ConnectionFacts, time: number): void {
    const { connId } = facts;
    const before = this.#get(connId);
    const authenticated = facts.authenticated || (before?.authenticated ?? false);
    const merged = { ...facts, ...before, authenticated };
    if (authenticated) this.#strangers.delete(connId);
    (authenticated ? this.#known : this.#strangers).set(connId, merged, time);
    if (!before) this.#index(connId, time);
  }

  find(connId: string): ConnectionFacts | undefined {
    const exact = this.#get(connId);
    if (exact) return exact;
    const candidates = this.#short.get(shortForm(connId)) ?? [];
    const open = candidates.filter((id) => isShort(connId) || isShort(id));
    return open.length === 1 && open[0] ? this.#get(open[0]) : undefined;
  }

  close(connId: string): void {
    const key = shortForm(connId);
    const left = (this.#short.get(key) ?? []).filter((id) => id !== connId);
    if (left.length > 0) this.#short.set(key, left);
    else this.#short.delete(key);
    this.#known.delete(connId);
    this.#strangers.delete(connId);
  }

  save(): SavedConnections {
    return { known: this.#known.save(), strangers: this.#strangers.save(), short: this.#short.save() };
  }

  #get(connId: string): ConnectionFacts | undefined {
    return this.#known.get(connId) ?? this.#strangers.get(connId);
  }

  #index(connId: string, time: number): void {
    const key = shortForm(connId);
    const ids = this.#short.get(key) ?? [];
    if (!ids.includes(connId)) this.#short.set(key, [...ids, connId], time);
  }
}

export interface SavedConnections {
  readonly known: SavedMap<ConnectionFacts>;
  readonly strangers: SavedMap<ConnectionFacts>;
  readonly short: SavedMap<readonly string[]>;
}

/** As the gateway shortens: the first eight characters, an ellipsis, the last four. */
export function shortForm(connId: string): string {
  return isShort(connId) ? connId : `${connId.slice(0, 8)}…${connId.slice(-4)}`;
}

function isShort(connId: string): boolean {
  return connId.length === 13 && connId[8] === '…';
}
