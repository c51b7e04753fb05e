import type { Notice, Pulse, Sink } from '../model/alert.ts';
import type { Finding } from '../model/finding.ts';
import type { SavedAlerts, SavedSink } from './saved-alerts.ts';
import { SinkDesk } from './sink-desk.ts';

export interface AlertDeskOptions {
  readonly sinks: readonly Sink[];
  readonly saved?: SavedAlerts | undefined;
  readonly now: () => number;
  readonly random: () => number;
  /** Of each sink; beyond it the oldest of the least severe is dropped. */
  readonly mostQueued?: number;
  readonly mostBytes?: number;
  /** For the heartbeat: proof that evidence is being read. */
  readonly pulse?: () => Pulse;
}

export interface SinkFigures {
  readonly name: string;
  readonly kind: string;
  readonly queued: number;
  /** Of this run: arrived, failed attempts, dropped. */
  readonly sent: number;
  readonly failed: number;
  readonly dropped: number;
  readonly givenUp: number;
  readonly nextTry: number | null;
  readonly lastError: string | null;
}

/**
 * Tells the sinks of findings, each on its own: at least once, in order, and no sink waits for another.
 * What `save` gives is written down before `deliver`, so that a crash loses nothing.
 */
export class AlertDesk {
  readonly #desks: readonly { readonly sink: Sink; readonly desk: SinkDesk }[];
  /** Of sinks that other settings name: what waits for them is not theirs to lose. */
  readonly #strangers: readonly SavedSink[];

  constructor({
    sinks,
    saved,
    now,
    random,
    mostQueued = 1000,
    mostBytes = 1_000_000,
    pulse,
  }: AlertDeskOptions) {
    const limits = { entries: mostQueued, bytes: mostBytes };
    const shared = { now, random, limits, pulse: () => pulse?.() ?? null };
    const names = sinks.map(({ name }) => name);
    this.#strangers = (saved?.sinks ?? []).filter((sink) => !names.includes(sink.name) && hasNotices(sink));
    this.#desks = sinks.map((sink) => ({
      sink,
      desk: new SinkDesk(
        { ...shared, sink },
        saved?.sinks.find(({ name }) => name === sink.name),
      ),
    }));
  }

  /** Decides for each sink whether it hears of it, and queues it. Also to be called with each later revision. */
  offer(finding: Finding): void {
    if (finding.suppressedBy !== null) return;
    for (const { desk } of this.#desks) desk.offer(finding);
  }

  send(notice: Notice): void {
    for (const { desk } of this.#desks) desk.send(notice);
  }

  /** Sends what is due; resolves when each sink has nothing due or has failed. Never rejects. */
  async deliver(signal: AbortSignal = new AbortController().signal): Promise<void> {
    for (const { desk } of this.#desks) desk.tick();
    await Promise.all(this.#desks.map(({ desk }) => desk.outbox.deliver(signal)));
  }

  /** When to call `deliver` next; `null` when nothing waits. */
  nextDue(): number | null {
    const dues = this.#desks.map(({ desk }) => desk.nextDue()).filter((due) => due !== null);
    return dues.length > 0 ? Math.min(...dues) : null;
  }

  /** Makes all that waits due, and what was given up wait again; returns how many. */
  retryAll(): number {
    return this.#desks.reduce((sum, { desk }) => sum + desk.outbox.retryAll(), 0);
  }

  save(): SavedAlerts {
    return { sinks: [...this.#desks.map(({ desk }) => desk.save()), ...this.#strangers] };
  }

  /** Grows whenever there is something new to save. */
  get changes(): number {
    return this.#desks.reduce((sum, { desk }) => sum + desk.changes, 0);
  }

  get figures(): readonly SinkFigures[] {
    return this.#desks.map(({ sink: { name, kind }, desk }) => ({ name, kind, ...desk.outbox.figures }));
  }
}

function hasNotices({ outbox }: SavedSink): boolean {
  return outbox.waiting.length + outbox.givenUp.length > 0;
}
