import { changesLogLevel } from '../facts/log-level.ts';
import type { CoverageGap, UnknownTemplate } from '../model/coverage.ts';
import type { AuditEvent, EventType } from '../model/event.ts';
import type { Line } from '../model/source.ts';

/** What the records of a source proved to be visible. */
export interface SeenInSource {
  debugLines: boolean;
  verboseLines: boolean;
  ownerKnown: boolean;
  /** When `logging.level` was changed last, as these records tell. */
  levelChanged: number | null;
  /** Of the last line that level warn would hide. */
  infoLine: number | null;
  readonly versions: Set<string>;
  readonly plainTypes: Set<EventType>;
}

export interface Figures {
  bytes: number;
  records: number;
  events: number;
  unreadable: number;
  first: number | null;
  last: number | null;
}

export interface SavedFigures {
  readonly figures: Figures;
  readonly seen: {
    readonly [K in keyof SeenInSource]: SeenInSource[K] extends Set<infer T> ? readonly T[] : SeenInSource[K];
  };
  readonly unknown: readonly UnknownTemplate[];
  readonly gaps: readonly CoverageGap[];
}

const mostGapNotes = 50;
const mostTemplates = 1_000;

/** What coverage tells of one source: how much was read, what it proved, and what could not be read. */
export class SourceFigures {
  readonly seen: SeenInSource;
  readonly unknown = new Map<string, UnknownTemplate>();
  readonly #figures: Figures;
  readonly #gaps = new Map<string, CoverageGap>();

  constructor(saved?: SavedFigures) {
    const nothing = { bytes: 0, records: 0, events: 0, unreadable: 0, first: null, last: null };
    this.#figures = { ...nothing, ...saved?.figures };
    this.seen = seenOf(saved?.seen);
    for (const template of saved?.unknown ?? []) this.unknown.set(nameOf(template), template);
    for (const gap of saved?.gaps ?? []) this.#gaps.set(gapName(gap), gap);
  }

  get read(): Readonly<Figures> {
    return this.#figures;
  }

  get gaps(): readonly CoverageGap[] {
    return [...this.#gaps.values()];
  }

  countLine({ length, terminated }: Line): void {
    this.#figures.records++;
    this.#figures.bytes += length + (terminated ? 1 : 0);
  }

  countEvent(event: AuditEvent): void {
    const figures = this.#figures;
    figures.events++;
    if (figures.first === null || event.time < figures.first) figures.first = event.time;
    if (figures.last === null || event.time > figures.last) figures.last = event.time;
    if (event.type === 'evidenceGap') this.#countGap(event);
    if (event.type === 'configChange' && changesLogLevel(event))
      this.seen.levelChanged = Math.max(event.time, this.seen.levelChanged ?? event.time);
  }

  noteInfoLine(time: number): void {
    const { infoLine } = this.seen;
    if (infoLine === null || time > infoLine) this.seen.infoLine = time;
  }

  /** Equal gaps are one, with their number. */
  addGap(gap: CoverageGap): void {
    const name = gapName(gap);
    const known = this.#gaps.get(name);
    if (!known && this.#gaps.size >= mostGapNotes) return;
    const missing =
      gap.missing === null && !known?.missing ? null : (known?.missing ?? 0) + (gap.missing ?? 0);
    this.#gaps.set(name, { ...gap, from: known?.from ?? gap.from, missing });
  }

  /** A template of a security subsystem that no recogniser knows. */
  drift(template: Omit<UnknownTemplate, 'count'>): void {
    const name = nameOf(template);
    const known = this.unknown.get(name);
    if (known || this.unknown.size < mostTemplates)
      this.unknown.set(name, { ...template, count: (known?.count ?? 0) + 1 });
  }

  learn(fact: 'debugLines' | 'verboseLines' | 'ownerKnown' | { readonly version: string }): void {
    if (typeof fact === 'string') this.seen[fact] = true;
    else this.seen.versions.add(fact.version);
  }

  save(): SavedFigures {
    const { versions, plainTypes, ...seen } = this.seen;
    return {
      figures: { ...this.#figures },
      seen: { ...seen, versions: [...versions], plainTypes: [...plainTypes] },
      unknown: [...this.unknown.values()],
      gaps: this.gaps,
    };
  }

  #countGap({ gap, note = '', missing, from, to, time }: AuditEvent<'evidenceGap'>): void {
    if (gap === 'unreadable') this.#figures.unreadable += missing ?? 1;
    this.addGap({ kind: gap, note, from: from ?? time, to: to ?? time, missing: missing ?? null });
  }
}

function seenOf(saved: SavedFigures['seen'] | undefined): SeenInSource {
  return {
    debugLines: saved?.debugLines ?? false,
    verboseLines: saved?.verboseLines ?? false,
    ownerKnown: saved?.ownerKnown ?? false,
    levelChanged: saved?.levelChanged ?? null,
    infoLine: saved?.infoLine ?? null,
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
