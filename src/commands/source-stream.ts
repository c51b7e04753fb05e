import type { CoverageGap, SourceCoverage, UnknownTemplate } from '../model/coverage.ts';
import type { AuditEvent, EventType } from '../model/event.ts';
import type { Parser } from '../model/parser.ts';
import type { Line, Source, SourceKind } from '../model/source.ts';
import { parserFor, recogniseKind } from '../parsers/index.ts';
import type { EventStream } from './merge-by-time.ts';
import { SteadyClock } from './steady-clock.ts';

export interface Begin {
  readonly gateway: string;
  /** Events before it are not looked at. */
  readonly oldest: number;
  readonly now: number;
}

/** What the records of a source proved to be visible. */
export interface SeenInSource {
  debugLines: boolean;
  verboseLines: boolean;
  ownerKnown: boolean;
  readonly versions: Set<string>;
  readonly plainTypes: Set<EventType>;
}

const mostGapNotes = 50;

/** One source read as events, with the figures that coverage tells of it. */
export class SourceStream implements EventStream {
  readonly source: Source;
  kind: SourceKind | undefined;
  gateway = '';
  readonly seen: SeenInSource = {
    debugLines: false,
    verboseLines: false,
    ownerKnown: false,
    versions: new Set(),
    plainTypes: new Set(),
  };
  readonly unknown = new Map<string, UnknownTemplate>();
  readonly #batches: AsyncIterator<readonly Line[]>;
  readonly #clock = new SteadyClock((event) => this.#admit(event));
  readonly #gaps = new Map<string, CoverageGap>();
  #firstBatch: readonly Line[] | undefined;
  #parser: Parser | undefined;
  #begin: Begin = { gateway: '', oldest: Number.NEGATIVE_INFINITY, now: 0 };
  #queue: AuditEvent[] = [];
  #at = 0;
  #ended = false;
  #bytes = 0;
  #records = 0;
  #events = 0;
  #unreadable = 0;
  #first: number | null = null;
  #last: number | null = null;

  constructor(source: Source) {
    this.source = source;
    this.#batches = source.read()[Symbol.asyncIterator]();
  }

  get head(): AuditEvent | undefined {
    return this.#queue[this.#at];
  }

  /** The first records, to recognise the source by. */
  async open(kind: SourceKind | undefined): Promise<readonly Line[]> {
    const { done, value } = await this.#batches.next();
    this.#firstBatch = done ? [] : value;
    this.kind = kind ?? this.source.kind ?? recogniseKind(this.#firstBatch);
    return this.#firstBatch;
  }

  begin(begin: Begin): void {
    this.gateway = begin.gateway;
    this.#begin = begin;
    if (!this.kind) return;
    const { agentId, sessionId, sessionKey, parentSessionKey } = this.source;
    this.#parser = parserFor(this.kind, {
      gateway: begin.gateway,
      ...(agentId && { agentId }),
      ...(sessionId && { sessionId }),
      ...(sessionKey && { sessionKey }),
      ...(parentSessionKey && { parentSessionKey }),
      onUnknown: (template) => this.#drift(template),
      onSeen: (fact) => this.#learn(fact),
    });
  }

  take(): AuditEvent | undefined {
    return this.#queue[this.#at++];
  }

  async refill(): Promise<boolean> {
    this.#queue = [];
    this.#at = 0;
    while (!this.#ended && this.#queue.length === 0) {
      const lines = await this.#nextBatch();
      if (lines && this.#parser) this.#parse(lines, this.#parser);
      else this.#finish();
    }
    return this.#queue.length > 0;
  }

  coverage(): SourceCoverage {
    const gaps = this.source.gaps.map(({ kind, note }) => ({
      kind,
      note,
      from: null,
      to: null,
      missing: null,
    }));
    return {
      name: this.source.name,
      kind: this.kind ?? 'unknown',
      gateway: this.gateway,
      bytes: this.#bytes,
      records: this.#parser?.records ?? this.#records,
      events: this.#events,
      unreadable: this.#unreadable,
      first: this.#first,
      last: this.#last,
      gaps: [...gaps, ...this.#gaps.values()],
    };
  }

  async #nextBatch(): Promise<readonly Line[] | undefined> {
    const first = this.#firstBatch;
    this.#firstBatch = undefined;
    if (first && first.length > 0) return first;
    const { done, value } = await this.#batches.next();
    return done ? undefined : value;
  }

  #parse(lines: readonly Line[], parser: Parser): void {
    for (const line of lines) {
      this.#records++;
      this.#bytes += line.length + (line.terminated ? 1 : 0);
      const events = parser.parse(line);
      for (let index = 0; index < events.length; index++) this.#clock.push(events[index] as AuditEvent);
    }
  }

  #finish(): void {
    this.#ended = true;
    for (const event of this.#parser?.end() ?? []) this.#clock.push(event);
    this.#clock.end(this.#begin.now);
  }

  #admit(event: AuditEvent): void {
    if (event.time < this.#begin.oldest) return;
    this.#events++;
    if (this.#first === null || event.time < this.#first) this.#first = event.time;
    if (this.#last === null || event.time > this.#last) this.#last = event.time;
    if (event.type === 'evidenceGap') this.#gap(event);
    else if (this.kind === 'plain') this.seen.plainTypes.add(event.type);
    this.#queue.push(event);
  }

  /** Equal gaps are one, with their number. */
  #gap({ gap, note = '', missing, from, to, time }: AuditEvent<'evidenceGap'>): void {
    if (gap === 'unreadable') this.#unreadable += missing ?? 1;
    const key = `${gap}\n${note}`;
    const known = this.#gaps.get(key);
    if (!known && this.#gaps.size >= mostGapNotes) return;
    this.#gaps.set(key, {
      kind: gap,
      note,
      from: known?.from ?? from ?? time,
      to: to ?? time,
      missing: missing === undefined && !known?.missing ? null : (known?.missing ?? 0) + (missing ?? 0),
    });
  }

  #drift(template: { subsystem: string; level: string; template: string }): void {
    const key = `${template.subsystem}\n${template.level}\n${template.template}`;
    const known = this.unknown.get(key);
    if (known || this.unknown.size < 1_000)
      this.unknown.set(key, { ...template, count: (known?.count ?? 0) + 1 });
  }

  #learn(fact: 'debugLines' | 'verboseLines' | 'ownerKnown' | { readonly version: string }): void {
    if (typeof fact === 'string') this.seen[fact] = true;
    else this.seen.versions.add(fact.version);
  }
}
