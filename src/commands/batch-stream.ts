import type { AuditEvent } from '../model/event.ts';
import type { Line } from '../model/source.ts';
import type { EventStream } from './merge-by-time.ts';

export interface BatchReader {
  /** `undefined` when there is nothing more, for now or for ever. */
  readonly next: () => Promise<readonly Line[] | undefined>;
  readonly decode: (lines: readonly Line[]) => readonly AuditEvent[];
  /** What was held back until there is nothing more. */
  readonly settle: () => readonly AuditEvent[];
}

/** The events of one source, a batch of lines at a time. */
export class BatchStream implements EventStream {
  readonly #reader: BatchReader;
  #queue: readonly AuditEvent[] = [];
  #at = 0;
  #ended = false;

  constructor(reader: BatchReader) {
    this.#reader = reader;
  }

  get head(): AuditEvent | undefined {
    return this.#queue[this.#at];
  }

  take(): AuditEvent | undefined {
    return this.#queue[this.#at++];
  }

  async refill(): Promise<boolean> {
    this.#queue = [];
    this.#at = 0;
    while (!this.#ended && this.#queue.length === 0) {
      const lines = await this.#reader.next();
      this.#ended = lines === undefined;
      this.#queue = lines ? this.#reader.decode(lines) : this.#reader.settle();
    }
    return this.#queue.length > 0;
  }
}

/** The first batch, which was looked at already, then the others. */
export function batchesAfter(
  first: readonly Line[] | undefined,
  others: AsyncIterator<readonly Line[]> | undefined,
): () => Promise<readonly Line[] | undefined> {
  let next: { readonly batch: readonly Line[] | undefined } | undefined = { batch: first };
  return async () => {
    if (next !== undefined) {
      const { batch } = next;
      next = undefined;
      return batch;
    }
    const { done, value } = (await others?.next()) ?? { done: true, value: undefined };
    return done ? undefined : value;
  };
}
