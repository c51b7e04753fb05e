import { Linker } from '../../linker/linker.ts';
import type { AuditEvent } from '../../model/event.ts';
import type { SourceGap } from '../../model/source.ts';
import type { SavedState } from '../../model/state.ts';
import type { DatabaseFollower, SavedDatabases } from '../../sources/database/database-follower.ts';
import type { FollowEvidence, FollowedSource, SavedFollow } from '../../sources/follow/follow-evidence.ts';
import type { Opened } from '../../sources/opened.ts';
import { type EventStream, mergeByTime } from '../merge-by-time.ts';
import type { ReadEvidence } from '../read-evidence.ts';
import type { SourceDecoder } from '../source-decoder.ts';
import type { ArchiveFeed } from './archive/archive-feed.ts';
import { DocumentMemory, type SavedDocuments } from './document-memory.ts';
import { HalfPages } from './half-pages.ts';
import type { LedgerPoll } from './ledger-poll.ts';
import type { LiveClock } from './live-clock.ts';
import { type DecoderOptions, LiveDecoders, type SavedDecoders } from './live-decoders.ts';
import type { LiveSettings } from './live-settings.ts';
import { allFresh, type Fresh, liveStream } from './live-stream.ts';
import { type Hold, NewestLast } from './newest-last.ts';

/** Milliseconds from what happens to its row in a database of the gateway: 5 to 150 as a rule. */
const commitDelay = 150;
const longestHold = 500;

export interface LiveOptions extends DecoderOptions {
  readonly follow: FollowEvidence;
  readonly databases: DatabaseFollower;
  readonly ledger?: LedgerPoll;
  readonly clock: LiveClock;
  readonly settings: LiveSettings;
  /** Where what is read is kept as well. */
  readonly feed?: ArchiveFeed | undefined;
  readonly onGap: (gap: SourceGap) => void;
}

/** Positions, half-read records and joins: all that reading on needs. */
export interface SavedEvidence extends SavedDecoders {
  readonly follow: SavedFollow;
  readonly linker: SavedState;
  readonly waiting: readonly AuditEvent[];
  readonly databases: SavedDatabases;
  /** Absent in what earlier versions saved. */
  readonly documents?: SavedDocuments;
  /** Last row of the polled ledger. */
  readonly ledger?: number;
}

/** The events of evidence that still grows, a pass at a time. */
export class LiveEvidence {
  readonly #options: LiveOptions;
  readonly #linker: Linker;
  readonly #decoders: LiveDecoders;
  readonly #newest: NewestLast;
  readonly #halves: HalfPages;
  readonly #documents: DocumentMemory;
  #followed: ReadonlySet<string>;

  constructor(options: LiveOptions, visit: (event: AuditEvent) => void, saved?: SavedEvidence) {
    const { settings, clock } = options;
    const trustedProxies = (gateway: string) => settings.trustedProxies(gateway);
    this.#options = options;
    this.#decoders = new LiveDecoders(options, saved);
    this.#halves = new HalfPages(() => clock.now());
    this.#documents = new DocumentMemory(saved?.documents);
    this.#followed = new Set(saved?.follow.sources.map(({ key }) => key));
    this.#linker = new Linker({ trustedProxies }, visit, saved?.linker);
    this.#newest = new NewestLast((event) => this.#push(event), saved?.waiting);
  }

  /** Visits what came in since the last pass, by time; false when nothing did or waits. `everywhere`: in all folders, due or not. */
  async pass(pause: () => Promise<void>, everywhere = false): Promise<boolean> {
    const fresh = await allFresh(await this.#look(everywhere));
    const decoders = this.#decoders.open(fresh);
    await this.#options.feed?.open(decoders.map(({ gateway }) => gateway));
    const streams = [...this.#open(fresh, decoders), ...this.#letGo(fresh)];
    const alone = streams.length === 0 || this.#decoders.size < 2;
    await this.#merge(streams, this.#newest.begin(alone, this.#hold()), pause);
    for (const { followed } of fresh) this.#noteGaps(followed.takeGaps(), followed.key);
    this.#linker.tick(this.#options.clock.eventTime());
    return streams.length > 0 || this.#newest.waits;
  }

  /** Nothing waits any more for what may come beside it. */
  async release(): Promise<void> {
    await this.#merge(this.#letGo([]), this.#newest.begin(true));
  }

  /** Nothing more will come. */
  async end(): Promise<void> {
    await this.release();
    this.#linker.end();
  }

  /** Whether all that was read was also told: only then is `save` the whole truth. */
  get settled(): boolean {
    return this.#halves.none;
  }

  /** How many kinds of evidence were met: with each of them more can be seen. */
  get kinds(): number {
    return this.#decoders.kinds;
  }

  /** What was read so far, and what reading taught. */
  seen(opened: Pick<Opened, 'problems' | 'ignored'>): ReadEvidence {
    const { databases, settings } = this.#options;
    const sources = this.#decoders.all.filter(({ kind, source }) => kind || !source.found);
    const gateways = [...new Set(sources.map(({ gateway }) => gateway))].sort();
    return {
      sources,
      gateways,
      configs: settings.configs,
      problems: [...opened.problems, ...databases.problems, ...settings.problems],
      ignored: opened.ignored,
      empty: databases.empty,
      proxiesKnown: gateways.every((gateway) => settings.trustedProxies(gateway) !== undefined),
      unresolvedClients: this.#linker.unresolvedClients,
      evictions: this.#linker.evictions(),
    };
  }

  save(): SavedEvidence {
    const { ledger, databases } = this.#options;
    return {
      follow: this.#places(),
      ...this.#decoders.save(),
      linker: this.#linker.save(),
      waiting: this.#newest.save(),
      databases: databases.save(),
      documents: this.#documents.save(),
      ...(ledger && { ledger: ledger.save() }),
    };
  }

  async close(): Promise<void> {
    await this.#options.databases.close();
    await this.#options.follow.close();
  }

  /** What following has forgotten is forgotten here too. */
  #places(): SavedFollow {
    const places = this.#options.follow.save();
    const there = new Set(places.sources.map(({ key }) => key));
    this.#decoders.forget([...this.#followed].filter((key) => !there.has(key)));
    this.#followed = there;
    return places;
  }

  async #look(everywhere: boolean): Promise<readonly FollowedSource[]> {
    const { follow, databases, ledger, clock } = this.#options;
    const files = await follow.look(everywhere);
    const tables = await databases.look(follow.opened.databases ?? []);
    return [...files, ...tables, ...(ledger?.look(clock.now()) ?? [])];
  }

  async #merge(
    streams: readonly EventStream[],
    waited: EventStream,
    pause?: () => Promise<void>,
  ): Promise<void> {
    await mergeByTime([waited, ...streams], (event) => this.#newest.offer(event), pause);
  }

  /** Rows come later than the lines beside them; but no database holds up an alert for long. */
  #hold(): Hold {
    const { databases, clock } = this.#options;
    const now = clock.now();
    return { after: Math.max(databases.seenUntil - commitDelay, now - longestHold), now };
  }

  #push(event: AuditEvent): void {
    this.#options.clock.note(event.time);
    this.#linker.push(event);
  }

  #open(fresh: readonly Fresh[], decoders: readonly SourceDecoder[]): readonly EventStream[] {
    return fresh.flatMap((one, index) => {
      const decoder = decoders[index];
      if (decoder === undefined) return [];
      const stream = liveStream(decoder, (each) => this.#halves.settle(each), one);
      return [this.#fed(decoder, this.#documents.reading({ key: one.followed.key, decoder, stream }))];
    });
  }

  #letGo(fresh: readonly Fresh[]): readonly EventStream[] {
    const growing = new Set(fresh.map(({ followed }) => this.#decoders.find(followed.key)));
    return this.#halves.letGo(growing).map(({ decoder, stream }) => this.#fed(decoder, stream));
  }

  #fed(decoder: SourceDecoder, stream: EventStream): EventStream {
    return this.#options.feed?.through(stream, decoder) ?? stream;
  }

  #noteGaps(gaps: readonly SourceGap[], key: string): void {
    for (const gap of gaps) {
      this.#decoders.find(key)?.noteGap(gap);
      this.#options.onGap(gap);
    }
  }
}
