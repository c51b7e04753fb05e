import type { AuditEvent } from '../../model/event.ts';
import type { ArchivedEvent } from '../../state/archived-event.ts';
import type { EventStream } from '../merge-by-time.ts';

/** Archived events as one more stream; those that `admit` refuses are passed over. */
export class KeptStream implements EventStream {
  readonly #batches: AsyncIterator<readonly ArchivedEvent[]>;
  readonly #admit: (kept: ArchivedEvent) => boolean;
  #batch: readonly ArchivedEvent[] = [];
  #at = 0;

  constructor(batches: AsyncIterable<readonly ArchivedEvent[]>, admit: (kept: ArchivedEvent) => boolean) {
    this.#batches = batches[Symbol.asyncIterator]();
    this.#admit = admit;
  }

  get head(): AuditEvent | undefined {
    return this.#batch[this.#at]?.event;
  }

  take(): AuditEvent | undefined {
    const kept = this.#batch[this.#at++];
    return kept && this.#admit(kept) ? kept.event : undefined;
  }

  async refill(): Promise<boolean> {
    do {
      const { done, value } = await this.#batches.next();
      this.#batch = done ? [] : value;
      this.#at = 0;
      if (done) return false;
    } while (this.#batch.length === 0);
    return true;
  }
}
