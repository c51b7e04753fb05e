import type { SourceCoverage, UnknownTemplate } from '../model/coverage.ts';
import type { AuditEvent } from '../model/event.ts';
import type { Json } from '../model/json.ts';
import type { Parser } from '../model/parser.ts';
import type { Line, Source, SourceGap, SourceKind } from '../model/source.ts';
import { parserFor } from '../parsers/index.ts';
import { gapEvent, losesLines } from './gap-event.ts';
import { type SavedFigures, type SeenInSource, SourceFigures } from './source-figures.ts';
import { type SavedClock, SteadyClock } from './steady-clock.ts';

export interface Begin {
  readonly kind: SourceKind | undefined;
  readonly gateway: string;
  /** Events before it are not looked at. */
  readonly oldest: number;
  /** Of an access log that tells of several sites: those that are the gateway. */
  readonly proxyHosts?: readonly string[] | undefined;
}

/** What a decoder must know of the records so far, to go on after a restart as if nothing had happened. */
export interface SavedDecoder extends SavedFigures {
  readonly kind: SourceKind;
  readonly gateway: string;
  readonly parser: Json;
  readonly clock: SavedClock;
}

/** Turns the lines of one source into events, and counts what coverage tells of it. */
export class SourceDecoder {
  readonly source: Source;
  readonly kind: SourceKind | undefined;
  readonly gateway: string;
  readonly #oldest: number;
  readonly #figures: SourceFigures;
  #parser: Parser | undefined;
  #records: number | undefined;
  readonly #clock: SteadyClock;
  readonly #toldGaps = new Set<SourceGap>();
  #queue: AuditEvent[] = [];

  constructor(source: Source, { kind, gateway, oldest, proxyHosts }: Begin, saved?: SavedDecoder) {
    this.source = source;
    this.kind = kind;
    this.gateway = gateway;
    this.#oldest = oldest;
    this.#figures = new SourceFigures(saved);
    this.#clock = new SteadyClock((event) => this.#admit(event), saved?.clock);
    this.#parser = kind && this.#openParser(kind, proxyHosts, saved?.parser);
  }

  get seen(): SeenInSource {
    return this.#figures.seen;
  }

  get unknown(): ReadonlyMap<string, UnknownTemplate> {
    return this.#figures.unknown;
  }

  /** False while the last record is there in part. */
  get whole(): boolean {
    return this.#parser?.whole ?? true;
  }

  /** The events that these lines complete. */
  decode(lines: readonly Line[]): AuditEvent[] {
    const parser = this.#parser;
    this.#tellGaps(lines[0]?.name);
    for (const line of parser ? lines : []) {
      this.#figures.countLine(line);
      const events = parser?.parse(line) ?? [];
      for (let index = 0; index < events.length; index++) this.#clock.push(events[index] as AuditEvent);
    }
    return this.#take();
  }

  /** What was held back, because nothing more is there for now. */
  settle(now: number): AuditEvent[] {
    for (const event of this.#parser?.end() ?? []) this.#clock.push(event);
    this.#tellGaps();
    this.#clock.end(now);
    return this.#take();
  }

  /** As `settle`, at the end of the source: what the parser remembers is let go. */
  finish(now: number): AuditEvent[] {
    const last = this.settle(now);
    this.#records = this.#parser?.records;
    this.#parser = undefined;
    return last;
  }

  /** Something the reader of the bytes saw. */
  noteGap(gap: SourceGap): void {
    if (!this.#toldGaps.has(gap)) this.#figures.addGap(coverageGapOf(gap));
  }

  coverage(): SourceCoverage {
    const { read, gaps } = this.#figures;
    return {
      name: this.source.name,
      kind: this.kind ?? 'unknown',
      gateway: this.gateway,
      ...read,
      records: this.#records ?? this.#parser?.records ?? read.records,
      gaps: [...this.source.gaps.filter((gap) => !this.#toldGaps.has(gap)).map(coverageGapOf), ...gaps],
    };
  }

  save(): SavedDecoder | undefined {
    if (!this.kind) return undefined;
    return {
      kind: this.kind,
      gateway: this.gateway,
      parser: this.#parser?.save?.() ?? null,
      clock: this.#clock.save(),
      ...this.#figures.save(),
    };
  }

  #openParser(kind: SourceKind, hosts: Begin['proxyHosts'], saved: Json | undefined): Parser {
    const { agentId, sessionId, sessionKey, parentSessionKey } = this.source;
    return parserFor(kind, {
      gateway: this.gateway,
      ...(agentId && { agentId }),
      ...(sessionId && { sessionId }),
      ...(sessionKey && { sessionKey }),
      ...(parentSessionKey && { parentSessionKey }),
      ...(saved !== undefined && { saved }),
      ...(hosts && { hosts }),
      onUnknown: (template) => this.#figures.drift(template),
      onSeen: (fact) => this.#figures.learn(fact),
      onInfoLine: (time) => this.#figures.noteInfoLine(time),
    });
  }

  /** What the reader missed in front of the file, or up to the end: it may have told anything. */
  #tellGaps(file?: string): void {
    for (const gap of this.#parser ? this.source.gaps : []) {
      if ((gap.before ?? file) !== file || !losesLines(gap) || this.#toldGaps.has(gap)) continue;
      this.#toldGaps.add(gap);
      this.#clock.push(gapEvent(gap, this.gateway));
    }
  }

  #take(): AuditEvent[] {
    const queue = this.#queue;
    this.#queue = [];
    return queue;
  }

  #admit(event: AuditEvent): void {
    if (event.time < this.#oldest) return;
    this.#figures.countEvent(event);
    if (this.kind === 'plain' && event.type !== 'evidenceGap') this.seen.plainTypes.add(event.type);
    this.#queue.push(event);
  }
}

function coverageGapOf({ kind, note }: SourceGap) {
  return { kind, note, from: null, to: null, missing: null };
}
