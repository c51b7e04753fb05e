import type { AuditEvent } from '../../model/event.ts';
import type { Json } from '../../model/json.ts';
import type { Book, Habit, Version } from '../../state/learned/learned.ts';
import { isWorthKeeping, latest, thinned } from '../../state/learned/versions.ts';
import { momentName } from './moment-name.ts';

/** Of one gateway: the entries of a detector's memories, as they are now. */
export type Entries = readonly { readonly memory: string; readonly key: string; readonly value: Json }[];

/** At the very same moment so many events are told apart; beyond, the moment counts as learned. */
const mostNames = 256;

/** A book while a run adds to it. */
export class OpenBook {
  readonly #book: Book;
  /** Of the habits, so that what did not change is not kept again. */
  readonly #texts = new Map<string, string>();
  #habits: Map<string, Habit>;
  #begin: number | undefined;
  #since: number | null;
  #newest: { readonly time: number; readonly events: AuditEvent[] } | undefined;

  constructor(book: Book) {
    this.#book = book;
    this.#since = book.since;
    this.#habits = new Map(book.habits.map((habit) => [nameOf(habit), habit]));
  }

  /** Whether it has never been learned; the first event of all tells where the evidence begins. */
  admits(event: AuditEvent): boolean {
    this.#begin ??= event.time;
    const { mark } = this.#book;
    if (mark === null || event.time > mark.time) return true;
    return (
      event.time === mark.time && mark.names.length < mostNames && !mark.names.includes(momentName(event))
    );
  }

  /** True when a day or a week is over: time to keep what was known until then. */
  turnsPage({ time }: AuditEvent, now: number): boolean {
    const last = this.#newest?.time;
    return last !== undefined && time > last && isWorthKeeping(last, time, now);
  }

  note(event: AuditEvent): void {
    const { time } = event;
    this.#since = Math.min(this.#since ?? time, time);
    const before = this.#newest?.time ?? this.#book.mark?.time ?? Number.NEGATIVE_INFINITY;
    if (time > before) this.#newest = { time, events: [event] };
    else if (time === before) {
      this.#newest ??= { time, events: [] };
      if (this.#newest.events.length < mostNames) this.#newest.events.push(event);
    }
  }

  /** Something new was learned in this run. */
  get grew(): boolean {
    return this.#newest !== undefined;
  }

  /** Keeps the entries as what is known now. */
  keep(entries: Entries): void {
    const until = this.#newest?.time ?? this.#book.mark?.time ?? Number.NEGATIVE_INFINITY;
    this.#habits = new Map(entries.map((entry) => [nameOf(entry), this.#grown(entry, until)]));
  }

  close(): Book {
    return { ...this.#book, since: this.#since, mark: this.#mark(), habits: [...this.#habits.values()] };
  }

  #grown({ memory, key, value }: Entries[number], until: number): Habit {
    const name = nameOf({ memory, key });
    const known = this.#habits.get(name);
    const text = JSON.stringify(value);
    const before = this.#texts.get(name) ?? (known && JSON.stringify(latest(known.versions)));
    this.#texts.set(name, text);
    if (known && before === text) return known;
    const earlier = (known?.versions ?? []).filter((version) => version.until < until);
    const versions: readonly Version[] = [...earlier, { until, value: JSON.parse(text) as Json }];
    return { memory, key, versions: thinned(versions, this.#begin ?? until) };
  }

  #mark(): Book['mark'] {
    const { mark } = this.#book;
    if (!this.#newest) return mark;
    const { time, events } = this.#newest;
    const earlier = mark?.time === time ? mark.names : [];
    return { time, names: [...new Set([...earlier, ...events.map(momentName)])].slice(0, mostNames) };
  }
}

function nameOf({ memory, key }: { readonly memory: string; readonly key: string }): string {
  return `${memory}\n${key}`;
}
