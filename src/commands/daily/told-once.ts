import { fingerprint } from '../../facts/fingerprint.ts';
import { TallyTable } from './tally-table.ts';

/** Lines of one log may be out of order by less than a day: so long what was told is remembered. */
const memory = 25 * 3_600_000;

/**
 * However many files and archives tell of an event, it happened as often as the one that tells of it most often:
 * a line that stands twice in one log is two events, a line in a log, in its copy and in the archive is one.
 * So nothing depends on which of them is still there, or under which name.
 */
export class ToldOnce {
  #young = new Generation();
  #old = new Generation();
  #turned = Number.NEGATIVE_INFINITY;
  readonly #tellers = new Map<string, number>();
  readonly #mostNames: number;

  /** In a flood beyond so many names, the oldest are forgotten sooner. */
  constructor(mostNames = 300_000) {
    this.#mostNames = mostNames;
  }

  /** Events come by time, but for some disorder. */
  isNew({ name, time, teller, place }: Telling): boolean {
    this.#turn(time);
    const told = `${name} ${this.#numberOf(teller)}`;
    if (place !== undefined && this.#more('places', fingerprint(`${told} ${place}`)) > 1) return false;
    const often = this.#more('byTeller', fingerprint(told));
    const event = fingerprint(name);
    if (often <= this.#count('told', event)) return false;
    this.#young.told.set(event, often);
    return true;
  }

  #numberOf(teller: string): number {
    const number = this.#tellers.get(teller) ?? this.#tellers.size;
    this.#tellers.set(teller, number);
    return number;
  }

  #more(what: keyof Generation, key: number): number {
    const count = this.#count(what, key) + 1;
    this.#young[what].set(key, count);
    return count;
  }

  #count(what: keyof Generation, key: number): number {
    return this.#young[what].get(key) ?? this.#old[what].get(key) ?? 0;
  }

  #turn(time: number): void {
    if (time - this.#turned < memory && this.#young.byTeller.size < this.#mostNames) return;
    this.#old = this.#young;
    this.#young = new Generation();
    this.#turned = Math.max(time, this.#turned);
  }
}

export interface Telling {
  /** Of the event: see `EventNames`. */
  readonly name: string;
  readonly time: number;
  /** The file that tells of it; an archive tells for each file apart. */
  readonly teller: string;
  /** Where it stands there, when the teller may tell of one place twice: an archive does after a crash. */
  readonly place?: string;
}

/** How often each was seen, by fingerprint. */
class Generation {
  readonly told = new TallyTable();
  readonly byTeller = new TallyTable();
  readonly places = new TallyTable();
}
