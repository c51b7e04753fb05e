import type { CoverageGap, SourceCoverage, UnknownTemplate } from '../model/coverage.ts';
import type { AuditEvent, EventType } from '../model/event.ts';
import type { Json } from '../model/json.ts';
import type { Parser } from '../model/parser.ts';
import type { Line, Source, SourceGap, SourceKind } from '../model/source.ts';
import { parserFor } from '../parsers/index.ts';
import { type SavedClock, SteadyClock } from './steady-clock.ts';

export interface Begin {
  readonly kind: SourceKind | undefined;
  readonly gateway: string;
  /** Events before it are not looked at. */
  readonly oldest: number;
  /** Of an access log that tells of several sites: those that are the gateway. */
  readonly proxyHosts?: readonly string[] | undefined;
}

/** What the records of a source proved to be visible. */
export interface SeenInSource {
  debugLines: boolean;
  verboseLines: boolean;
  ownerKnown: boolean;
  readonly versions: Set<string>;
  readonly plainTypes: Set<EventType>;
}

/** What a decoder must know of the records so far, to go on after a restart as if nothing had happened. */
export interface SavedDecoder {
  readonly kind: SourceKind;
  readonly gateway: string;
  readonly parser: Json;
  readonly clock: SavedClock;
  readonly figures: Figures;
  readonly seen: {
    readonly [K in keyof SeenInSource]: SeenInSource[K] extends Set<infer T> ? readonly T[] : SeenInSource[K];
  };
  readonly unknown: readonly UnknownTemplate[];
  readonly gaps: readonly CoverageGap[];
}

interface Figures {
  bytes: number;
  records: number;
  events: number;
  unreadable: number;
  first: number | null;
  last: number | null;
}

const mostGapNotes = 50;

/** Turns the lines of one source into events, and counts what coverage tells of it. */
export class SourceDecoder {
  readonly source: Source;
  readonly kind: SourceKind | undefined;
  readonly gateway: string;
  readonly seen: SeenInSource;
  readonly unknown = new Map<string, UnknownTemplate>();
  readonly #oldest: number;
  readonly #proxyHosts: readonly string[] | undefined;
  readonly #parser: Parser | undefined;
  readonly #clock: SteadyClock;
  readonly #gaps = new Map<string, CoverageGap>();
  readonly #figures: Figures;
  #queue: AuditEvent[] = [];

  constructor(source: Source, { kind, gateway, oldest, proxyHosts }: Begin, saved?: SavedDecoder) {
    this.source = source;
    this.kind = kind;
    this.gateway = gateway;
    this.#oldest = oldest;
    this.#proxyHosts = proxyHosts;
    this.seen = seenOf(saved?.seen);
    this.#clock = new SteadyClock((event) => this.#admit(event), saved?.clock);
    this.#figures = {
      bytes: 0,
      records: 0,
      events: 0,
      unreadable: 0,
      first: null,
      last: null,
      ...saved?.figures,
    };
    for (const template of saved?.unknown ?? []) this.unknown.set(nameOf(template), template);
    for (const gap of saved?.gaps ?? []) this.#gaps.set(gapName(gap), gap);
    this.#parser = kind && this.#openParser(kind, saved?.parser);
  }

  /** The events that these lines complete. */
  decode(lines: readonly Line[]): AuditEvent[] {
    const parser = this.#parser;
    for (const line of parser ? lines : []) {
      this.#figures.records++;
      this.#figures.bytes += line.length + (line.terminated ? 1 : 0);
      const events = parser?.parse(line) ?? [];
      for (let index = 0; index < events.length; index++) this.#clock.push(events[index] as AuditEvent);
    }
    return this.#take();
  }

  /** What was held back, because nothing more is there for now. */
  settle(now: number): AuditEvent[] {
    for (const event of this.#parser?.end() ?? []) this.#clock.push(event);
    this.#clock.end(now);
    return this.#take();
  }

  /** False while the last record is there in part. */
  get whole(): boolean {
    return this.#parser?.whole ?? true;
  }

  /** Something the reader of the bytes saw. */
  noteGap({ kind, note }: SourceGap): void {
    this.#addGap({ kind, note, from: null, to: null, missing: null });
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
      ...this.#figures,
      records: this.#parser?.records ?? this.#figures.records,
      gaps: [...gaps, ...this.#gaps.values()],
    };
  }

  save(): SavedDecoder | undefined {
    if (!this.kind) return undefined;
    const { versions, plainTypes, ...seen } = this.seen;
    return {
      kind: this.kind,
      gateway: this.gateway,
      parser: this.#parser?.save?.() ?? null,
      clock: this.#clock.save(),
      figures: { ...this.#figures },
      seen: { ...seen, versions: [...versions], plainTypes: [...plainTypes] },
      unknown: [...this.unknown.values()],
      gaps: [...this.#gaps.values()],
    };
  }

  #openParser(kind: SourceKind, saved: Json | undefined): Parser {
    const { agentId, sessionId, sessionKey, parentSessionKey } = this.source;
    return parserFor(kind, {
      gateway: this.gateway,
      ...(agentId && { agentId }),
      ...(sessionId && { sessionId }),
      ...(sessionKey && { sessionKey }),
      ...(parentSessionKey && { parentSessionKey }),
      ...(saved !== undefined && { saved }),
      ...(this.#proxyHosts && { hosts: this.#proxyHosts }),
      onUnknown: (template) => this.#drift(template),
      onSeen: (fact) => this.#learn(fact),
    });
  }

  #take(): AuditEvent[] {
    const queue = this.#queue;
    this.#queue = [];
    return queue;
  }

  #admit(event: AuditEvent): void {
    if (event.time < this.#oldest) return;
    const figures = this.#figures;
    figures.events++;
    if (figures.first === null || event.time < figures.first) figures.first = event.time;
    if (figures.last === null || event.time > figures.last) figures.last = event.time;
    if (event.type === 'evidenceGap') this.#gap(event);
    else if (this.kind === 'plain') this.seen.plainTypes.add(event.type);
    this.#queue.push(event);
  }

  #gap({ gap, note = '', missing, from, to, time }: AuditEvent<'evidenceGap'>): void {
    if (gap === 'unreadable') this.#figures.unreadable += missing ?? 1;
    this.#addGap({ kind: gap, note, from: from ?? time, to: to ?? time, missing: missing ?? null });
  }

  /** Equal gaps are one, with their number. */
  #addGap(gap: CoverageGap): void {
    const name = gapName(gap);
    const known = this.#gaps.get(name);
    if (!known && this.#gaps.size >= mostGapNotes) return;
    const missing =
      gap.missing === null && !known?.missing ? null : (known?.missing ?? 0) + (gap.missing ?? 0);
    this.#gaps.set(name, { ...gap, from: known?.from ?? gap.from, missing });
  }

  #drift(template: { subsystem: string; level: string; template: string }): void {
    const name = nameOf(template);
    const known = this.unknown.get(name);
    if (known || this.unknown.size < 1_000)
      this.unknown.set(name, { ...template, count: (known?.count ?? 0) + 1 });
  }

  #learn(fact: 'debugLines' | 'verboseLines' | 'ownerKnown' | { readonly version: string }): void {
    if (typeof fact === 'string') this.seen[fact] = true;
    else this.seen.versions.add(fact.version);
  }
}

function seenOf(saved: SavedDecoder['seen'] | undefined): SeenInSource {
  return {
    debugLines: saved?.debugLines ?? false,
    verboseLines: saved?.verboseLines ?? false,
    ownerKnown: saved?.ownerKnown ?? false,
    versions: new Set(saved?.versions),
    plainTypes: new Set(saved?.plainTypes),
  };
}

function nameOf({ subsystem, level, template }: Omit<UnknownTemplate, 'count'>): string {
  return `${subsystem}\n${level}\n${template}`;
}

function gapName({ kind, note }: CoverageGap): string {
  return `${kind}\n${note}`;
}
