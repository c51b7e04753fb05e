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
    if (this.#isOpen) this.#engine.push(event);
  }

  /** `now` ends a day that is not over. */
  end(now: number): readonly JudgedDay[] {
    this.#judgeUpTo(now);
    this.#engine.tick(now);
    while (this.#isOpen) this.#asOf.push(this.#engine.findings());
    return this.#days.map((day, index) => ({
      day,
      tally: this.#tallies[index] ?? new DayTally(),
      findings: this.#asOf[index + 1] ?? [],
      known: new Set((this.#asOf[index] ?? []).map(({ id }) => id)),
    }));
  }

  get #isOpen(): boolean {
    return this.#asOf.length < this.#ends.length;
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
