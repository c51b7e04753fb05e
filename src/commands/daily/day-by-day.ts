import type { Engine } from '../../engine/engine.ts';
import type { AuditEvent } from '../../model/event.ts';
import type { Finding } from '../../model/finding.ts';
import { DayTally } from './day-tally.ts';
import type { Day } from './days.ts';

/** What was known at the end of a day, whatever came later. */
export interface JudgedDay {
  readonly day: Day;
  readonly tally: DayTally;
  readonly findings: readonly Finding[];
  /** What had been found before the day began, by id. */
  readonly known: ReadonlySet<string>;
}

/** Joins may hand on the last events of a day a little late. */
const settling = 10_000;

/** Cuts one run over the evidence into days, so that a day is told the same today and tomorrow. */
export class DayByDay {
  readonly #engine: Engine;
  readonly #days: readonly Day[];
  readonly #tallies: readonly DayTally[];
  readonly #ends: number[];
  /** Findings as of the beginning of the first day, then as of the end of each. */
  readonly #asOf: (readonly Finding[])[] = [];
  /** A log out of order told of a day that was judged already, at the earliest then. */
  #late = Number.POSITIVE_INFINITY;

  /** The days follow upon each other. */
  constructor(days: readonly Day[], engine: Engine) {
    this.#engine = engine;
    this.#days = days;
    this.#tallies = days.map(() => new DayTally());
    this.#ends = [...days.map(({ from }) => from), ...days.slice(-1).map(({ to }) => to)];
  }

  push(event: AuditEvent): void {
    this.#judgeUpTo(event.time);
    const index = this.#days.findIndex(({ from, to }) => event.time >= from && event.time < to);
    this.#tallies[index]?.add(event);
    if (event.time >= this.#lastEnd + settling) return;
    if (event.time < (this.#ends[this.#asOf.length - 1] ?? event.time))
      this.#late = Math.min(this.#late, event.time);
    this.#engine.push(event);
  }

  /** `now` ends a day that is not over. */
  end(now: number): readonly JudgedDay[] {
    this.#judgeUpTo(now);
    this.#engine.tick(now);
    const asOfNow = this.#engine.findings();
    for (const [index, end] of this.#ends.entries())
      if (index >= this.#asOf.length || end > this.#late) this.#asOf[index] = asOfNow;
    return this.#days.map((day, index) => ({
      day,
      tally: this.#tallies[index] ?? new DayTally(),
      findings: this.#asOf[index + 1] ?? [],
      known: new Set((this.#asOf[index] ?? []).map(({ id }) => id)),
    }));
  }

  get #lastEnd(): number {
    return this.#ends.at(-1) ?? Number.POSITIVE_INFINITY;
  }

  #judgeUpTo(time: number): void {
    for (let end = this.#nextEnd; end !== undefined && time >= end; end = this.#nextEnd) {
      this.#engine.tick(end);
      this.#asOf.push(this.#engine.findings());
    }
  }

  get #nextEnd(): number | undefined {
    const end = this.#ends[this.#asOf.length];
    return end === undefined ? undefined : end + settling;
  }
}
