import type { TimeSpan } from '../../facts/spans.ts';
import type { AuditEvent } from '../../model/event.ts';
import { type Day, dayAt } from '../daily/days.ts';

/** The days of a span from which there is evidence. */
export class EvidenceDays {
  readonly #span: TimeSpan;
  readonly #utc: boolean;
  readonly #dates = new Set<string>();
  #today: Day | undefined;
  #first = Number.POSITIVE_INFINITY;
  #last = Number.NEGATIVE_INFINITY;

  constructor(span: TimeSpan, utc: boolean) {
    this.#span = span;
    this.#utc = utc;
  }

  see({ type, time }: AuditEvent): void {
    if (type === 'evidenceGap' || time < this.#span.from || time > this.#span.to) return;
    this.#first = Math.min(this.#first, time);
    this.#last = Math.max(this.#last, time);
    if (this.#today && time >= this.#today.from && time < this.#today.to) return;
    this.#today = dayAt(time, this.#utc);
    this.#dates.add(this.#today.date);
  }

  get seen() {
    const none = this.#first > this.#last;
    const [first, last] = none ? [null, null] : [this.#first, this.#last];
    return { first, last, days: [...this.#dates].sort(), enough: this.#last - this.#first >= wholeDay };
  }
}

const wholeDay = 86_400_000;
