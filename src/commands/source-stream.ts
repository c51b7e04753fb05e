import type { AuditEvent } from '../model/event.ts';
import type { Line, Source, SourceKind } from '../model/source.ts';
import { recogniseKind } from '../parsers/index.ts';
import type { EventStream } from './merge-by-time.ts';
import { SourceDecoder } from './source-decoder.ts';

export interface Begin {
  readonly gateway: string;
  /** Events before it are not looked at. */
  readonly oldest: number;
  readonly now: number;
  readonly proxyHosts?: readonly string[] | undefined;
}

/** One source, read to its end as events. */
export class SourceStream implements EventStream {
  readonly source: Source;
  readonly decoder: SourceDecoder;
  readonly #now: number;
  readonly #batches: AsyncIterator<readonly Line[]>;
  #firstBatch: readonly Line[] | undefined;
  #queue: readonly AuditEvent[] = [];
  #at = 0;
  #ended = false;

  constructor({ source, kind, batches, firstBatch }: PeekedSource, begin: Begin) {
    this.source = source;
    this.decoder = new SourceDecoder(source, { ...begin, kind });
    this.#now = begin.now;
    this.#batches = batches;
    this.#firstBatch = firstBatch;
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
      const lines = await this.#nextBatch();
      this.#ended = lines === undefined;
      this.#queue = lines ? this.decoder.decode(lines) : this.decoder.settle(this.#now);
    }
    return this.#queue.length > 0;
  }

  async #nextBatch(): Promise<readonly Line[] | undefined> {
    if (!this.decoder.kind) {
      // What is no evidence is not read on, and must not stay open.
      await this.#batches.return?.();
      return undefined;
    }
    const first = this.#firstBatch;
    this.#firstBatch = undefined;
    if (first && first.length > 0) return first;
    const { done, value } = await this.#batches.next();
    return done ? undefined : value;
  }
}

/** A source whose first records were looked at, to know what it is. */
export interface PeekedSource {
  readonly source: Source;
  readonly kind: SourceKind | undefined;
  readonly firstBatch: readonly Line[];
  readonly batches: AsyncIterator<readonly Line[]>;
}

export async function peek(source: Source, kind: SourceKind | undefined): Promise<PeekedSource> {
  const batches = source.read()[Symbol.asyncIterator]();
  const { done, value } = await batches.next();
  const firstBatch = done ? [] : value;
  // What files are said to be, no table is.
  const said = source.table === undefined ? kind : undefined;
  return { source, batches, firstBatch, kind: said ?? source.kind ?? recogniseKind(firstBatch) };
}
