import type { AuditEvent } from '../../model/event.ts';
import type { EventStream } from '../merge-by-time.ts';

/** What is older than this beside the newest event will not be joined by something earlier. */
const longestWait = 60_000;

/**
 * Sources are read one after another, so that one may be a moment ahead of another: what is newest waits for
 * the next look, which sees all that was written beside it.
 */
export class NewestLast {
  readonly #visit: (event: AuditEvent) => void;
  #waiting: AuditEvent[];
  #at = 0;
  #limit = Number.NEGATIVE_INFINITY;
  #newest = Number.NEGATIVE_INFINITY;

  constructor(visit: (event: AuditEvent) => void, saved: readonly AuditEvent[] = []) {
    this.#visit = visit;
    this.#waiting = [...saved];
  }

  /** A new look begins: what waited, as one stream among those that were read. Without others nothing waits on. */
  begin(alone: boolean): EventStream {
    const waiting = this.save();
    this.#waiting = [];
    this.#at = 0;
    this.#limit = alone ? Number.POSITIVE_INFINITY : this.#newest;
    return new Waited(waiting);
  }

  /** By time. */
  offer(event: AuditEvent): void {
    if (event.time > this.#newest) this.#newest = event.time;
    if (event.time <= this.#limit) this.#visit(event);
    else this.#wait(event);
  }

  save(): readonly AuditEvent[] {
    return this.#waiting.slice(this.#at);
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
