import type { AlertDesk } from '../../alerts/alert-desk.ts';

const farewell = 5_000;

/** Sends what is due beside the watch, which never waits for it. */
export class Alerting {
  readonly #desk: AlertDesk;
  readonly #now: () => number;
  readonly #stop = new AbortController();
  #sending: Promise<unknown> = Promise.resolve();

  constructor(desk: AlertDesk, now: () => number) {
    this.#desk = desk;
    this.#now = now;
  }

  sendDue(): void {
    const due = this.#desk.nextDue();
    if (due !== null && due <= this.#now()) this.#sending = this.#desk.deliver(this.#stop.signal);
  }

  /** A last attempt; what does not arrive in time waits in the state. */
  async close(): Promise<void> {
    this.sendDue();
    const timer = setTimeout(() => this.#stop.abort(), farewell);
    await this.#sending;
    clearTimeout(timer);
  }
}
