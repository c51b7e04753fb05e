import type { AuditEvent } from '../../model/event.ts';
import type { EventStream } from '../merge-by-time.ts';
import type { SourceDecoder } from '../source-decoder.ts';
import { liveStream } from './live-stream.ts';

/** A page of the ledger may be half written: it is told when a pass found nothing more of it. */
export class HalfPages {
  readonly #held = new Set<SourceDecoder>();
  readonly #now: () => number;

  constructor(now: () => number) {
    this.#now = now;
  }

  get none(): boolean {
    return this.#held.size === 0;
  }

  /** What a source still held back when there was nothing more of it for now. */
  settle(decoder: SourceDecoder): readonly AuditEvent[] {
    if (decoder.whole) return decoder.settle(this.#now());
    this.#held.add(decoder);
    return [];
  }

  /** The rest of those that did not grow any more. */
  letGo(growing: ReadonlySet<SourceDecoder | undefined> = new Set()): readonly Rest[] {
    const still = [...this.#held].filter((decoder) => !growing.has(decoder));
    for (const decoder of still) this.#held.delete(decoder);
    return still.map((decoder) => ({
      decoder,
      stream: liveStream(decoder, () => decoder.settle(this.#now())),
    }));
  }
}

interface Rest {
  readonly decoder: SourceDecoder;
  readonly stream: EventStream;
}
