import type { SourceCoverage } from '../../model/coverage.ts';
import type { AuditEvent, EventType } from '../../model/event.ts';
import { type SourceKind, sourceKinds } from '../../model/source.ts';
import { isLasting } from '../../state/archive.ts';
import { archiveDay, dayPath, daySpan } from '../../state/archive-days.ts';
import { type ArchiveFacts, joinFacts, noFacts } from '../../state/archive-facts.ts';
import { EventNames, placeOf } from '../../state/archive-key.ts';
import { ArchiveReader } from '../../state/archive-reader.ts';
import { ArchiveWriter } from '../../state/archive-writer.ts';
import type { ArchivedEvent } from '../../state/archived-event.ts';
import type { EvidenceSource } from '../read-evidence.ts';
import type { SeenInSource } from '../source-figures.ts';
import type { SourceStream } from '../source-stream.ts';
import { seenFacts } from './seen-facts.ts';
import { ToldOnce } from './told-once.ts';
import { Watch } from './watch.ts';

/** One gateway's evidence, what was archived of it, and what is to be archived now. */
export class GatewayArchive {
  readonly gateway: string;
  readonly watch: Watch;
  readonly reader: ArchiveReader;
  readonly #writer: ArchiveWriter;
  readonly #streams: SourceStream[] = [];
  readonly #once = new ToldOnce();
  readonly #keptOnce = new ToldOnce();
  readonly #kept = new Map<string, number>();
  /** Of events that only the archive told. */
  readonly #only = new Map<SourceKind, { events: number; first: number; last: number }>();

  constructor(gateway: string, folder: string, isOpen: (day: string) => boolean) {
    this.gateway = gateway;
    this.watch = new Watch(gateway);
    this.reader = new ArchiveReader(folder);
    this.#writer = new ArchiveWriter(folder, isOpen);
  }

  /** Whether an event of this source is to be looked at: the first telling of it. */
  admits(stream: SourceStream): (event: AuditEvent) => boolean {
    const names = new EventNames();
    const { kind } = stream;
    this.#streams.push(stream);
    return (event) => {
      const name = names.nameOf(event);
      this.watch.see(event, kind, stream);
      if (!this.#once.isNew({ name, time: event.time, teller: event.source.name })) return false;
      if (kind) this.#keep({ name, kind, event });
      return true;
    };
  }

  /** Whether the archive alone still tells of it. */
  recalls(kept: ArchivedEvent): boolean {
    const { name, kind, event } = kept;
    const { time, source } = event;
    const telling = { name, time, teller: `kept ${source.name}`, place: placeOf(source) };
    const day = archiveDay(time);
    if (this.#keptOnce.isNew(telling)) this.#kept.set(day, (this.#kept.get(day) ?? 0) + 1);
    this.watch.recall(event);
    if (!this.#once.isNew(telling)) return false;
    this.#keep(kept);
    const { events = 0, first = event.time } = this.#only.get(kind) ?? {};
    this.#only.set(kind, { events: events + 1, first, last: event.time });
    return true;
  }

  /** To be called when all is read. */
  recallSpans(): void {
    for (const facts of this.reader.facts.values()) this.watch.recallSpans(facts);
  }

  /** What only the archive told, as sources for coverage. */
  get sources(): readonly EvidenceSource[] {
    const facts = [...this.reader.facts.values()].reduce(joinFacts, noFacts);
    const kinds = sourceKinds.filter((kind) => this.#only.has(kind));
    return kinds.map((kind) => ({
      kind,
      gateway: this.gateway,
      seen: seenOf(facts, kind),
      unknown: new Map(),
      coverage: () => this.#coverageOf(kind),
    }));
  }

  get gaps(): readonly ArchiveGap[] {
    return [...this.reader.facts].flatMap(([day, { damage, left }]) => {
      const full = left > 0 ? `the day was full: ${left} events were not kept` : '';
      const notes = [damage, full].filter((note) => note !== '');
      return notes.map((note) => ({ name: dayPath(this.reader.folder, day), note, ...daySpan(day) }));
    });
  }

  write(): Promise<void> {
    const seen = this.#streams.map(({ decoder }) => decoder.seen);
    const facts = { ...seenFacts(seen), ...this.watch.spans };
    return this.#writer.write(facts, { facts: this.reader.facts, events: this.#kept });
  }

  /** At once, before the linker completes the event in place. */
  #keep(kept: ArchivedEvent): void {
    if (isLasting(kept.event)) this.#writer.add(kept);
  }

  #coverageOf(kind: SourceKind): SourceCoverage {
    const { events, first, last } = this.#only.get(kind) ?? { events: 0, first: 0, last: 0 };
    return {
      name: this.reader.folder,
      kind,
      gateway: this.gateway,
      bytes: 0,
      records: events,
      events,
      unreadable: 0,
      first,
      last,
      gaps: [],
    };
  }
}

export interface ArchiveGap {
  readonly name: string;
  readonly note: string;
  readonly from: number;
  readonly to: number;
}

function seenOf(facts: ArchiveFacts, kind: SourceKind): SeenInSource {
  const { versions, plainTypes, ...seen } = facts;
  const types: readonly EventType[] = kind === 'plain' ? plainTypes : [];
  return { ...seen, versions: new Set(versions), plainTypes: new Set(types) };
}
