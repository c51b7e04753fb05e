import type { AuditEvent } from '../../model/event.ts';
import type { EventStream } from '../merge-by-time.ts';

/** What is older than this beside the newest event will not be joined by something earlier. */
const longestWait = 60_000;

/** The time, up to now, that some source has not told of yet. */
export interface Hold {
  readonly after: number;
  readonly now: number;
}

const nothing: Hold = { after: Number.POSITIVE_INFINITY, now: Number.NEGATIVE_INFINITY };

/**
 * Sources are read one after another, so that one may be a moment ahead of another: what is newest waits for
 * the next look, which sees all that was written beside it.
 */
export class NewestLast {
  readonly #visit: (event: AuditEvent) => void;
  #waiting: AuditEvent[];
  #at = 0;
  #hold: Hold = nothing;
  #limit = Number.NEGATIVE_INFINITY;
  #newest = Number.NEGATIVE_INFINITY;

  constructor(visit: (event: AuditEvent) => void, saved: readonly AuditEvent[] = []) {
    this.#visit = visit;
    this.#waiting = [...saved];
  }

  /**
   * A new look begins: what waited, as one stream among those that were read. Without others nothing waits on
   * but what lies in the `hold`: slower sources may still tell of that time.
   */
  begin(alone: boolean, hold: Hold = nothing): EventStream {
    const waiting = this.save();
    this.#waiting = [];
    this.#at = 0;
    this.#limit = alone ? Number.POSITIVE_INFINITY : this.#newest;
    this.#hold = hold;
    return new Waited(waiting);
  }

  /** By time. */
  offer(event: AuditEvent): void {
    if (event.time > this.#newest) this.#newest = event.time;
    if (this.#mustWait(event)) this.#wait(event);
    else this.#visit(event);
  }

  get waits(): boolean {
    return this.#waiting.length > this.#at;
  }

  save(): readonly AuditEvent[] {
    return this.#waiting.slice(this.#at);
  }

  /** What claims to be later than now is not held: a gateway's clock may be hours ahead. */
  #mustWait({ time }: AuditEvent): boolean {
    return time > this.#limit || (time > this.#hold.after && time <= this.#hold.now);
  }

  #wait(event: AuditEvent): void {
    this.#waiting.push(event);
    this.#release(event.time - longestWait);
  }

  #release(before: number): void {
    for (let event = this.#waiting[this.#at]; event && event.time < before; event = this.#waiting[this.#at]) {
      this.#at++;
      this.#visit(event);
    }
    if (this.#at < 1_000) return;
    this.#waiting = this.#waiting.slice(this.#at);
    this.#at = 0;
  }
}

class Waited implements EventStream {
  readonly #events: readonly AuditEvent[];
  #at = 0;
  #read = false;

  constructor(events: readonly AuditEvent[]) {
    this.#events = events;
  }

  get head(): AuditEvent | undefined {
    return this.#read ? this.#events[this.#at] : undefined;
  }

  take(): AuditEvent | undefined {
    return this.#events[this.#at++];
  }

  async refill(): Promise<boolean> {
    const first = !this.#read;
    this.#read = true;
    return first && this.#events.length > 0;
  }
}
