import { excerpt } from '../facts/mask.ts';
import type { Deliver, Notice } from '../model/alert.ts';
import { backOff } from './back-off.ts';
import { DeliveryError } from './delivery-error.ts';
import { type Entry, EntryList, type ListLimits } from './entry-list.ts';
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
  /** Not yet confessed to the sink. */
  #dropped: number;
  /** In a row. */
  #failures: number;
  #due: number;
  #running: Promise<void> | undefined;
  #inFlight: Entry | undefined;
  #sent = 0;
  #failed = 0;
  #droppedEver = 0;

  constructor(options: OutboxOptions, saved?: SavedOutbox) {
    this.#options = options;
    this.#waiting = new EntryList(options.limits, saved?.waiting);
    this.#givenUp = new EntryList(options.limits, saved?.givenUp);
    this.#dropped = saved?.dropped ?? 0;
    this.#failures = saved?.failures ?? 0;
    this.#due = saved?.due ?? 0;
  }

  /** `null` when nothing waits, or while it is being sent. */
  get nextDue(): number | null {
    return this.#waiting.length > 0 && !this.#running ? this.#due : null;
  }

  get figures() {
    const first = this.#waiting.first;
    return {
      queued: this.#waiting.length,
      sent: this.#sent,
      failed: this.#failed,
      dropped: this.#droppedEver,
      givenUp: this.#givenUp.length,
      nextTry: first ? this.#due : null,
      lastError: first?.lastError ?? null,
    };
  }

  push(notice: Notice): void {
    const now = this.#options.now();
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
    this.#failures = 0;
    this.#due = 0;
    return this.#waiting.length;
  }

  save(): SavedOutbox {
    return {
      waiting: this.#waiting.entries().map((entry) => ({ ...entry })),
      givenUp: this.#givenUp.entries().map((entry) => ({ ...entry })),
      dropped: this.#dropped,
      failures: this.#failures,
      due: this.#due,
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
      if (!entry || this.#due > this.#options.now() || signal.aborted) return;
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
    this.#failures = 0;
    this.#sent += 1;
  }

  /** The next attempt, of this notice or of another, waits: a sink that fails is not flooded. */
  #fail(entry: Entry, error: unknown): void {
    const { now, random } = this.#options;
    const { permanent, retryAfter = 0 } = error instanceof DeliveryError ? error : nothingKnown;
    this.#failed += 1;
    this.#failures += 1;
    this.#due = now() + Math.max(backOff(this.#failures, random), Math.min(retryAfter, longestWait));
    entry.attempts += 1;
    entry.lastError = excerpt(error instanceof Error ? error.message : String(error), 200);
    // A machine that slept for days has not tried for days.
    const isHopeless = this.#failures >= enoughFailures && now() - entry.queuedAt >= patience;
    if (!permanent && !isHopeless) return;
    this.#waiting.remove(entry);
    this.#droppedEver += this.#givenUp.add(entry);
  }
}

const day = 86_400_000;
const longestWait = day;
/** Then a notice is given up. */
const patience = 3 * day;
const enoughFailures = 20;
const nothingKnown = { permanent: false, retryAfter: undefined };
