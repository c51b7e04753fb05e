import type { AuditEvent } from '../model/event.ts';
import type { EventStream } from './merge-by-time.ts';

/** A stream whose events are seen as they are taken; those that `admit` refuses are passed over. */
export class FilteredStream implements EventStream {
  readonly #stream: EventStream;
  readonly #admit: (event: AuditEvent) => boolean;

  constructor(stream: EventStream, admit: (event: AuditEvent) => boolean) {
    this.#stream = stream;
    this.#admit = admit;
  }

  get head(): AuditEvent | undefined {
    return this.#stream.head;
  }

  take(): AuditEvent | undefined {
    const event = this.#stream.take();
    return event && this.#admit(event) ? event : undefined;
  }

  refill(): Promise<boolean> {
    return this.#stream.refill();
  }
}
