import type { Memory } from '../../src/detector-kit/index.ts';

const most = 16;

/** A stay at one place, without use from another in between. */
export type Visit = {
  readonly place: string;
  readonly from: number;
  to: number;
  /** Empty when not known, or not one. */
  device: string;
  user: string;
  conn: string;
  claimed: boolean;
};

/** The last stays of each identity, oldest first. */
export class Visits {
  readonly #memory: Memory<readonly Visit[]>;

  constructor(memory: Memory<readonly Visit[]>) {
    this.#memory = memory;
  }

  /** All stays, when this use begins a new one; nothing when it goes on with one that is known. */
  arrive(name: string, use: Visit): readonly Visit[] | undefined {
    const before = this.#memory.get(name) ?? [];
    const at = stayOf(before, use);
    const stay = before[at];
    if (!stay) return this.#keep(name, [...before, use].slice(-most));
    if (addsNothing(stay, use)) return undefined;
    lengthen(stay, use);
    this.#keep(name, before);
    return undefined;
  }

  #keep(name: string, visits: readonly Visit[]): readonly Visit[] {
    this.#memory.set(name, visits);
    return visits;
  }
}

/** A second more or less of the same stay: not worth a write. */
function addsNothing(stay: Visit, use: Visit): boolean {
  const longer = use.to - stay.to >= 1000 || use.claimed !== stay.claimed;
  return !longer && use.device === stay.device && use.user === stay.user && use.conn === stay.conn;
}

/** The last stay, or the one before it when the event arrived late; -1 for a new one. */
function stayOf(before: readonly Visit[], use: Visit): number {
  const last = before.length - 1;
  if (before[last]?.place === use.place) return last;
  const isLate = use.from < (before[last]?.from ?? use.from);
  return isLate && before[last - 1]?.place === use.place ? last - 1 : -1;
}

function lengthen(stay: Visit, use: Visit): void {
  if (use.to > stay.to) stay.to = use.to;
  if (stay.device !== use.device) stay.device = '';
  if (stay.user !== use.user) stay.user = '';
  if (use.conn) stay.conn = use.conn;
  if (use.claimed) stay.claimed = true;
}
