import type { AuditEvent } from '../model/event.ts';

const day = 86_400_000;
/** So many records in a row after a jump are a gap in time, not a broken clock. */
const believable = 3;

export interface SavedClock {
  readonly timeless: readonly AuditEvent[];
  readonly suspects: readonly AuditEvent[];
  readonly last: number;
}

/** Keeps one record with an absurd time from moving the clock of all: it becomes an `evidenceGap`. */
export class SteadyClock {
  readonly #admit: (event: AuditEvent) => void;
  /** Gaps before the first record with a time wait here for it. */
  #timeless: AuditEvent[] = [];
  #suspects: AuditEvent[] = [];
  #last = 0;

  constructor(admit: (event: AuditEvent) => void, saved?: SavedClock) {
    this.#admit = admit;
    this.#timeless = [...(saved?.timeless ?? [])];
    this.#suspects = [...(saved?.suspects ?? [])];
    this.#last = saved?.last ?? 0;
  }

  push(event: AuditEvent): void {
    const { time } = event;
    if (time === 0) this.#placeless(event);
    else if (this.#last === 0 || this.#isPlausible(time)) this.#accept(event);
    else this.#judge(event);
  }

  /** `now`: a jump at the very end is believed unless it leads into the future. */
  end(now: number): void {
    const future = this.#suspects.filter((event) => event.time > now + day);
    for (const event of this.#suspects) if (!future.includes(event)) this.#accept(event);
    for (const event of future) this.#reject(event);
    for (const event of this.#timeless) this.#admit({ ...event, time: now });
    this.#suspects = [];
    this.#timeless = [];
  }

  save(): SavedClock {
    return { timeless: this.#timeless, suspects: this.#suspects, last: this.#last };
  }

  #isPlausible(time: number): boolean {
    return time >= this.#last && time - this.#last < day && this.#suspects.length === 0;
  }

  #judge(event: AuditEvent): void {
    if (event.time - this.#last >= day) {
      this.#suspects.push(event);
      if (this.#suspects.length >= believable) this.#believe();
      return;
    }
    for (const suspect of this.#suspects) this.#reject(suspect);
    this.#suspects = [];
    if (this.#last - event.time < day) this.#accept(event);
    else this.#reject(event);
  }

  #believe(): void {
    const believed = this.#suspects.sort((a, b) => a.time - b.time);
    this.#suspects = [];
    for (const event of believed) this.#accept(event);
  }

  #placeless(event: AuditEvent): void {
    if (this.#last === 0) this.#timeless.push(event);
    else this.#admit({ ...event, time: this.#last });
  }

  #accept(event: AuditEvent): void {
    if (event.time > this.#last) this.#last = event.time;
    for (const early of this.#timeless) this.#admit({ ...early, time: event.time });
    if (this.#timeless.length > 0) this.#timeless = [];
    this.#admit(event);
  }

  #reject({ time, gateway, source }: AuditEvent): void {
    const note = `${describe(time)} lies more than a day apart from its neighbours`;
    this.#admit({
      type: 'evidenceGap',
      gap: 'time',
      note,
      missing: 1,
      time: this.#last,
      gateway,
      source,
      trust: 'recorded',
    });
  }
}

function describe(time: number): string {
  const date = new Date(time);
  return Number.isNaN(date.getTime()) ? String(time) : date.toISOString();
}
