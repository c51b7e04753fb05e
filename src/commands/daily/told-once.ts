/** So long, in event time, two files may lie apart that tell of the same. */
const memory = 3_600_000;
const mostNames = 50_000;

interface Told {
  /** Of each teller, where it stands there; a name that is told twice at one place is one telling. */
  readonly by: Map<string, Set<string>>;
  /** As often as the busiest teller has told of it. */
  most: number;
}

/**
 * However many files and archives tell of an event, it happened as often as the one that tells of it most often:
 * a line that stands twice in one log is two events, a line in a log, in its copy and in the archive is one.
 * So nothing depends on which of them is still there, or under which name.
 */
export class ToldOnce {
  #young = new Map<string, Told>();
  #old = new Map<string, Told>();
  #turned = Number.NEGATIVE_INFINITY;

  /** Events come by time, but for a little disorder. */
  isNew({ name, time, teller, place }: Telling): boolean {
    this.#turn(time);
    const told = this.#told(name);
    const places = told.by.get(teller) ?? new Set();
    told.by.set(teller, places.add(place));
    if (places.size <= told.most) return false;
    told.most = places.size;
    return true;
  }

  #told(name: string): Told {
    const told = this.#young.get(name) ?? this.#old.get(name) ?? { by: new Map(), most: 0 };
    this.#young.set(name, told);
    return told;
  }

  #turn(time: number): void {
    if (time - this.#turned < memory && this.#young.size < mostNames) return;
    this.#old = this.#young;
    this.#young = new Map();
    this.#turned = Math.max(time, this.#turned);
  }
}

export interface Telling {
  /** Of the event: see `EventNames`. */
  readonly name: string;
  readonly time: number;
  /** The file that tells of it; an archive tells for each file apart. */
  readonly teller: string;
  readonly place: string;
}
