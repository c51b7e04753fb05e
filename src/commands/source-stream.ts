import { isDeepStrictEqual } from 'node:util';
import type { AuditEvent } from '../model/event.ts';
import type { Line, Source, SourceKind } from '../model/source.ts';
import { recogniseKind } from '../parsers/index.ts';
import { BatchStream, batchesAfter } from './batch-stream.ts';
import type { EventStream } from './merge-by-time.ts';
import { SourceDecoder } from './source-decoder.ts';

export interface Begin {
  readonly gateway: string;
  /** Events before it are not looked at. */
  readonly oldest: number;
  readonly now: number;
  readonly proxyHosts?: readonly string[] | undefined;
}

type Told = Pick<AuditEvent, 'type' | 'source'>;

/** One source, read to its end as events. It may rest until its time comes: of thousands of files few are open. */
export class SourceStream implements EventStream {
  readonly source: Source;
  readonly kind: SourceKind | undefined;
  readonly gateway: string;
  readonly #begin: Begin;
  #decoder: SourceDecoder | undefined;
  #peeked: PeekedSource | undefined;
  /** While it rests: its first event, and what that was once it is taken. */
  #first: AuditEvent | undefined;
  #told: Told | undefined;
  #events: BatchStream | undefined;

  constructor(peeked: PeekedSource, begin: Begin) {
    this.source = peeked.source;
    this.kind = peeked.kind;
    this.gateway = begin.gateway;
    this.#begin = begin;
    this.#peeked = peeked;
  }

  /** What was read so far. */
  get decoder(): SourceDecoder {
    this.#decoder ??= this.#newDecoder();
    return this.#decoder;
  }

  get head(): AuditEvent | undefined {
    return this.#first ?? this.#events?.head;
  }

  take(): AuditEvent | undefined {
    const first = this.#first;
    if (first === undefined) return this.#events?.take();
    this.#first = undefined;
    this.#told = { type: first.type, source: first.source };
    return first;
  }

  async refill(): Promise<boolean> {
    if (this.#first !== undefined) return true;
    if (this.#events !== undefined) return this.#events.refill();
    const events = this.#read(this.#peeked ?? (await peek(this.source, this.kind)));
    this.#events = events;
    this.#peeked = undefined;
    const more = await events.refill();
    if (!more || !isSame(events.head, this.#told)) return more;
    events.take();
    return events.head !== undefined || events.refill();
  }

  /** Closes its source and keeps the first event alone, where that can be read anew. */
  async rest(): Promise<void> {
    const peeked = this.#peeked;
    if (peeked?.kind === undefined || peeked.source.size === undefined) return;
    this.#first = firstEventOf(this.#newDecoder(), peeked.firstBatch);
    if (this.#first === undefined) return;
    this.#peeked = undefined;
    await peeked.batches.return?.();
  }

  #read({ kind, firstBatch, batches }: PeekedSource): BatchStream {
    return new BatchStream({
      next: kind ? batchesAfter(firstBatch, batches) : () => leave(batches),
      decode: (lines) => this.decoder.decode(lines),
      settle: () => this.decoder.finish(this.#begin.now),
    });
  }

  #newDecoder(): SourceDecoder {
    return new SourceDecoder(this.source, { ...this.#begin, kind: this.kind });
  }
}

function firstEventOf(decoder: SourceDecoder, lines: readonly Line[]): AuditEvent | undefined {
  for (const line of lines) {
    const [first] = decoder.decode([line]);
    if (first !== undefined) return first;
  }
  return undefined;
}

function isSame(event: AuditEvent | undefined, told: Told | undefined): boolean {
  if (event === undefined || told === undefined || event.type !== told.type) return false;
  return isDeepStrictEqual(event.source, told.source);
}

/** What is no evidence is not read on, and must not stay open. */
async function leave(batches: AsyncIterator<readonly Line[]>): Promise<undefined> {
  await batches.return?.();
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
