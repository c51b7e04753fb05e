import type { AuditEvent } from '../../model/event.ts';
import type { EventStream } from '../merge-by-time.ts';

/** A stream whose events are seen as they are taken. */
export class WatchedStream implements EventStream {
  readonly #stream: EventStream;
  readonly #see: (event: AuditEvent) => void;

  constructor(stream: EventStream, see: (event: AuditEvent) => void) {
    this.#stream = stream;
    this.#see = see;
  }

  get head(): AuditEvent | undefined {
    return this.#stream.head;
  }

  take(): AuditEvent | undefined {
    const event = this.#stream.take();
    if (event) this.#see(event);
    return event;
  }

  refill(): Promise<boolean> {
    return this.#stream.refill();
  }
}
