import { excerpt } from '../facts/mask.ts';
import type { Deliver, Notice } from '../model/alert.ts';
import { DeliveryError } from './delivery-error.ts';
import { type Entry, EntryList, type ListLimits } from './entry-list.ts';
import { RetryClock } from './retry-clock.ts';
import type { SavedOutbox } from './saved-alerts.ts';

export interface OutboxOptions {
  readonly deliver: Deliver;
  readonly now: () => number;
  readonly random: () => number;
  readonly limits: ListLimits;
}

/** What one sink still has to hear, in order. A notice leaves when it has arrived, or is given up. */
export class Outbox {
  readonly #options: OutboxOptions;
  readonly #waiting: EntryList;
  readonly #givenUp: EntryList;
  readonly #clock: RetryClock;
  /** Not yet confessed to the sink. */
  #dropped: number;
  #running: Promise<void> | undefined;
  #inFlight: Entry | undefined;
  #pushed = 0;
  #sent = 0;
  #failed = 0;
  #droppedEver = 0;

  constructor(options: OutboxOptions, saved?: SavedOutbox) {
    this.#options = options;
    this.#waiting = new EntryList(options.limits, saved?.waiting);
    this.#givenUp = new EntryList(options.limits, saved?.givenUp);
    this.#clock = new RetryClock(options, saved);
    this.#dropped = saved?.dropped ?? 0;
  }

  /** `null` when nothing waits, or while it is being sent. */
  get nextDue(): number | null {
    return this.#waiting.length > 0 && !this.#running ? this.#clock.due : null;
  }

  get changes(): number {
    return this.#pushed + this.#sent + this.#failed;
  }

  get figures() {
    const first = this.#waiting.first;
    return {
      queued: this.#waiting.length,
      sent: this.#sent,
      failed: this.#failed,
      dropped: this.#droppedEver,
      givenUp: this.#givenUp.length,
      nextTry: first ? this.#clock.due : null,
      lastError: first?.lastError ?? null,
    };
  }

  push(notice: Notice): void {
    const now = this.#options.now();
    this.#pushed += 1;
    this.#add({ notice, queuedAt: now, attempts: 0, lastError: null });
  }

  /** Of one that waits for its turn only the newest says anything. */
  replaceKind(notice: Notice): void {
    for (const entry of this.#waiting.entries()) {
      if (entry.notice.kind === notice.kind && entry !== this.#inFlight) this.#waiting.remove(entry);
    }
    this.push(notice);
  }

  /** Sends what is due, until nothing is or an attempt fails. Never rejects. */
  deliver(signal: AbortSignal): Promise<void> {
    this.#running ??= this.#drain(signal).finally(() => {
      this.#running = undefined;
    });
    return this.#running;
  }

  /** What was given up waits again, before the others, and all is due. Returns how many there are. */
  retryAll(): number {
    const queuedAt = this.#options.now();
    const waiting = this.#waiting.entries();
    for (const entry of waiting) this.#waiting.remove(entry);
    for (const entry of this.#givenUp.entries()) {
      this.#givenUp.remove(entry);
      this.#add({ ...entry, queuedAt, attempts: 0 });
    }
    for (const entry of waiting) this.#add(entry);
    this.#clock.arrived();
    return this.#waiting.length;
  }

  save(): SavedOutbox {
    return {
      waiting: this.#waiting.entries().map((entry) => ({ ...entry })),
      givenUp: this.#givenUp.entries().map((entry) => ({ ...entry })),
      dropped: this.#dropped,
      ...this.#clock.save(),
    };
  }

  #add(entry: Entry): void {
    const gone = this.#waiting.add(entry, this.#inFlight);
    this.#dropped += gone;
    this.#droppedEver += gone;
  }

  async #drain(signal: AbortSignal): Promise<void> {
    for (;;) {
      const entry = this.#waiting.first;
      if (!entry || !this.#clock.isDue || signal.aborted) return;
      this.#inFlight = entry;
      await this.#attempt(entry, signal);
      this.#inFlight = undefined;
    }
  }

  async #attempt(entry: Entry, signal: AbortSignal): Promise<void> {
    const { notice } = entry;
    const confessed = this.#dropped;
    try {
      await this.#options.deliver(confessed > 0 ? { ...notice, dropped: confessed } : notice, signal);
    } catch (error) {
      if (!signal.aborted) this.#fail(entry, error);
      return;
    }
    this.#waiting.remove(entry);
    this.#dropped -= confessed;
    this.#clock.arrived();
    this.#sent += 1;
  }

  /** The next attempt, of this notice or of another, waits: a sink that fails is not flooded. */
  #fail(entry: Entry, error: unknown): void {
    const known = error instanceof DeliveryError ? error : undefined;
    this.#failed += 1;
    this.#clock.failed(known?.retryAfter);
    entry.attempts += 1;
    entry.lastError = excerpt(error instanceof Error ? error.message : String(error), 200);
    if (!known?.permanent && !this.#clock.isHopeless(entry.queuedAt)) return;
    this.#waiting.remove(entry);
    this.#droppedEver += this.#givenUp.add(entry);
  }
}
