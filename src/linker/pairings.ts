import { BoundedMap, type SavedMap } from '../collections/bounded-map.ts';
import type { Own } from './own.ts';

type Pairing = Own<'pairing'>;

export interface SavedPairings {
  readonly rows: SavedMap<Pairing>;
  readonly told: SavedMap<number>;
}

/** The log's line and the row of a request lie milliseconds apart. */
const patience = 2_000;

/** The log and the database tell of the same request or approval: it counts once, with what both know. */
export class Pairings {
  readonly #release: (pairing: Pairing) => void;
  readonly #rows: BoundedMap<Pairing>;
  readonly #told: BoundedMap<number>;

  constructor(release: (pairing: Pairing) => void, saved?: SavedPairings) {
    this.#release = release;
    this.#rows = new BoundedMap({ max: 20_000, horizon: patience }, saved?.rows);
    this.#told = new BoundedMap({ max: 20_000, horizon: patience }, saved?.told);
  }

  get evicted(): number {
    return this.#rows.evicted;
  }

  offer(pairing: Pairing): void {
    const key = keyOf(pairing);
    if ('table' in pairing.source) this.#row(key, pairing);
    else this.#line(key, pairing);
  }

  /** Lets go of rows of which no line tells. */
  tick(time: number): void {
    if (this.#rows.size === 0) return;
    for (const [key, pairing] of this.#rows.entries()) {
      if (time - pairing.time < patience) return;
      this.#rows.delete(key);
      this.#release(pairing);
    }
  }

  save(): SavedPairings {
    return { rows: this.#rows.save(), told: this.#told.save() };
  }

  #row(key: string, row: Pairing): void {
    const told = this.#told.get(key);
    if (told === undefined || row.time - told >= patience) this.#rows.set(key, row, row.time);
  }

  #line(key: string, line: Pairing): void {
    const row = this.#rows.get(key);
    if (row !== undefined) {
      this.#rows.delete(key);
      complete(line, row);
    }
    this.#told.set(key, line.time, line.time);
    this.#release(line);
  }
}

function keyOf({ requestId, device = '', status }: Pairing): string {
  return requestId === undefined ? `${status} ${device}` : `request ${requestId}`;
}

const facts = ['device', 'ip', 'roleTo', 'scopesTo', 'client', 'mode', 'platform', 'method'] as const;

function complete(line: Pairing, row: Pairing): void {
  // The line's own peer knows better where it came from.
  const wanted = facts.filter((fact) => line[fact] === undefined && !(fact === 'ip' && line.peer));
  const added = wanted.filter((fact) => row[fact] !== undefined);
  for (const fact of added) Object.assign(line, { [fact]: row[fact] });
  if (added.length > 0) line.inferred = [...(line.inferred ?? []), ...added];
}
