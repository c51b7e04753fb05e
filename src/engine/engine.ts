import { BoundedMap } from '../collections/bounded-map.ts';
import { type SavedWindow, SlidingWindow } from '../collections/sliding-window.ts';
import type { Detector, DetectorContext, DetectorMeta, Handlers } from '../model/detector.ts';
import type { AuditEvent, EventType } from '../model/event.ts';
import type { Finding } from '../model/finding.ts';
import type { Json } from '../model/json.ts';
import type { GatewayPosture } from '../model/posture.ts';
import type { SavedState } from '../model/state.ts';
import { advised } from './advised.ts';
import type { RecordedEpisode, SavedEpisode } from './episode.ts';
import { EpisodeBook } from './episodes.ts';
import { findingOf } from './finding-of.ts';

/** A detector and its parsed options. */
export interface EnabledDetector {
  readonly detector: Detector;
  readonly options: unknown;
}

/** What the settings of a gateway allow, where they were read. */
export type PostureOf = (gateway: string) => GatewayPosture | undefined;

type Handler = (event: AuditEvent) => void;
type Store = BoundedMap<never> | SlidingWindow | EpisodeBook;

const tickLength = 60_000;
/** Findings kept for a report; the open ones of a flood beyond it are counted as evicted. */
const mostFindings = 10_000;

/** Gives events to detectors in event time and keeps what they say. Knows no detector, file or screen. */
export class Engine {
  readonly #handlers = new Map<EventType, Handler[]>();
  readonly #tickers: ((time: number) => void)[] = [];
  readonly #stores = new Map<string, Store>();
  readonly #reported = new Map<
    RecordedEpisode,
    { readonly meta: DetectorMeta; readonly book: EpisodeBook }
  >();
  readonly #revised = new Set<RecordedEpisode>();
  readonly #advisers = new Map<string, Detector['advise']>();
  readonly #posture: PostureOf;
  #now = Number.NEGATIVE_INFINITY;
  #lost = 0;

  constructor(
    detectors: readonly EnabledDetector[],
    saved: SavedState = {},
    posture: PostureOf = () => undefined,
  ) {
    this.#posture = posture;
    for (const { detector, options } of detectors) {
      this.#advisers.set(detector.meta.id, detector.advise);
      this.#subscribe(detector.create(this.#contextFor(detector.meta, options, saved)));
    }
    const { now } = saved;
    if (typeof now === 'number') this.#now = now;
  }

  push(event: AuditEvent): void {
    if (event.time > this.#now) this.tick(event.time);
    const handlers = this.#handlers.get(event.type);
    if (handlers) for (const handle of handlers) handle(event);
  }

  /** Event time has reached `time`. Detectors hear of each full minute. */
  tick(time: number): void {
    const minute = Math.floor(time / tickLength);
    const turned = minute > Math.floor(this.#now / tickLength);
    this.#now = Math.max(this.#now, time);
    if (!turned) return;
    for (const ticker of this.#tickers) ticker(minute * tickLength);
    for (const store of this.#stores.values()) if (store instanceof EpisodeBook) store.close(time);
  }

  /** How many findings there are. */
  get found(): number {
    return this.#reported.size;
  }

  /** Every finding so far, in the order in which they were first reported. */
  findings(): readonly Finding[] {
    return [...this.#reported.keys()].flatMap((episode) => this.#finding(episode) ?? []);
  }

  /** Findings that are new or were revised since the last call: graver, by another rule, or twice as large. */
  takeRevised(): readonly Finding[] {
    const revised = [...this.#revised].flatMap((episode) => this.#finding(episode) ?? []);
    this.#revised.clear();
    return revised;
  }

  /** Lets go of the findings whose episodes are over: whoever watches for months has been told of them. */
  forgetClosed(): void {
    for (const [episode, { book }] of this.#reported) {
      if (!book.isOpen(episode, this.#now) && !this.#revised.has(episode)) this.#reported.delete(episode);
    }
  }

  /** Makes room, by so many cited events at most: a watch that goes on for months keeps what findings tell of them alone. */
  settle(most: number): void {
    let left = most;
    for (const store of this.#stores.values()) if (store instanceof EpisodeBook) left = store.settle(left);
  }

  /** What had to be forgotten, by store; empty when nothing was. */
  evictions(): { readonly [store: string]: number } {
    const counts = [...this.#stores].map(([name, store]) => [name, store.evicted] as const);
    return Object.fromEntries(
      [...counts, ['engine/findings', this.#lost] as const].filter(([, count]) => count > 0),
    );
  }

  /** Memory as JSON. Findings whose episodes are closed are not part of it. */
  save(): SavedState {
    const stores = [...this.#stores].map(([name, store]) => [name, store.save() as unknown as Json] as const);
    return Object.fromEntries([...stores, ['now', this.#now] as const]);
  }

  /** The entries of a detector's memory, the longest unwritten first. */
  remembered(detector: string, memory: string): readonly (readonly [string, Json])[] {
    return [...this.#memory(detector, memory).entries()];
  }

  /** Gives a detector entries that another engine remembered, before it has seen an event of their gateway. */
  recall(detector: string, memory: string, entries: Iterable<readonly [string, Json]>): void {
    const store = this.#memory(detector, memory);
    for (const [key, value] of entries) store.set(key, value);
  }

  #memory(detector: string, memory: string): BoundedMap<Json> {
    const store = this.#stores.get(`${detector}/${memory}`);
    if (store instanceof BoundedMap) return store;
    throw new Error(`${detector} has no memory named ${memory}`);
  }

  #finding(episode: RecordedEpisode): Finding | undefined {
    const owner = this.#reported.get(episode);
    if (!owner || !episode.said) return undefined;
    const finding = findingOf(owner.meta, episode, episode.said, owner.book.isOpen(episode, this.#now));
    return advised(finding, this.#advisers.get(owner.meta.id), this.#posture(finding.gateway));
  }

  #subscribe({ tick, ...handlers }: Handlers): void {
    if (tick) this.#tickers.push(tick);
    for (const [type, handle] of Object.entries(handlers)) {
      const others = this.#handlers.get(type as EventType) ?? [];
      this.#handlers.set(type as EventType, [...others, handle as Handler]);
    }
  }

  #contextFor(meta: DetectorMeta, options: unknown, saved: SavedState): DetectorContext<unknown> {
    const keep = <S extends Store>(name: string, create: (saved: never) => S): S => {
      const path = `${meta.id}/${name}`;
      if (this.#stores.has(path)) throw new Error(`${meta.id} asks twice for a store named ${name}`);
      const store = create(saved[path] as never);
      this.#stores.set(path, store);
      return store;
    };
    return {
      options,
      posture: (gateway) => this.#posture(gateway),
      memory: (name, { max }) => keep(name, (from) => new BoundedMap<never>({ max }, from)) as never,
      window: (name, limits) =>
        keep(name, (from: SavedWindow | undefined) => new SlidingWindow(limits, from)),
      episodes: (name, limits) => this.#openBook(keep, meta, name, limits),
    };
  }

  #openBook(
    keep: (name: string, create: (saved: never) => EpisodeBook) => EpisodeBook,
    meta: DetectorMeta,
    name: string,
    limits: { readonly gap: number; readonly keys: number },
  ): EpisodeBook {
    const note = (episode: RecordedEpisode): void => this.#note(episode, meta, book);
    const book: EpisodeBook = keep(
      name,
      (from: readonly SavedEpisode[] | undefined) => new EpisodeBook(limits, note, from),
    );
    for (const episode of book.reported()) this.#reported.set(episode, { meta, book });
    return book;
  }

  #note(episode: RecordedEpisode, meta: DetectorMeta, book: EpisodeBook): void {
    if (!this.#reported.has(episode)) {
      if (this.#reported.size >= mostFindings) {
        this.#lost++;
        return;
      }
      this.#reported.set(episode, { meta, book });
    }
    this.#revised.add(episode);
  }
}
