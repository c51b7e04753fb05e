import { hostname } from 'node:os';
import { Linker } from '../../linker/linker.ts';
import type { AuditEvent } from '../../model/event.ts';
import type { SourceGap, SourceKind } from '../../model/source.ts';
import type { SavedState } from '../../model/state.ts';
import { recogniseKind } from '../../parsers/index.ts';
import type { DatabaseFollower, SavedDatabases } from '../../sources/database/database-follower.ts';
import type { FollowEvidence, FollowedSource, SavedFollow } from '../../sources/follow/follow-evidence.ts';
import type { Opened } from '../../sources/opened.ts';
import { hostOf } from '../gateway-name.ts';
import { mergeByTime } from '../merge-by-time.ts';
import type { ReadEvidence, readConfigs } from '../read-evidence.ts';
import { type SavedDecoder, SourceDecoder } from '../source-decoder.ts';
import type { LedgerPoll } from './ledger-poll.ts';
import type { LiveClock } from './live-clock.ts';
import { allFresh, type Fresh, LiveStream } from './live-stream.ts';
import { NewestLast } from './newest-last.ts';

type Configs = Awaited<ReturnType<typeof readConfigs>>;

export interface LiveOptions {
  readonly follow: FollowEvidence;
  readonly databases: DatabaseFollower;
  readonly ledger?: LedgerPoll;
  readonly clock: LiveClock;
  /** `--gateway`: the name of all the evidence. */
  readonly gateway: string | undefined;
  readonly kind: SourceKind | undefined;
  /** Events before it are not looked at. */
  readonly oldest: number;
  readonly trustedProxies: (gateway: string) => readonly string[] | undefined;
  readonly proxyHosts?: readonly string[] | undefined;
  readonly onGap: (gap: SourceGap) => void;
}

/** Positions, half-read records and joins: all that reading on needs. */
export interface SavedEvidence {
  readonly follow: SavedFollow;
  readonly decoders: readonly (readonly [string, SavedDecoder])[];
  readonly linker: SavedState;
  readonly host: string | null;
  readonly waiting: readonly AuditEvent[];
  readonly databases: SavedDatabases;
  /** Last row of the polled ledger. */
  readonly ledger?: number;
}

/** The events of evidence that still grows, a pass at a time. */
export class LiveEvidence {
  readonly #options: LiveOptions;
  readonly #linker: Linker;
  readonly #decoders = new Map<string, SourceDecoder>();
  readonly #saved: Map<string, SavedDecoder>;
  /** A page of the ledger may be half written: it is told when a pass found nothing more of it. */
  readonly #held = new Set<SourceDecoder>();
  readonly #newest: NewestLast;
  #host: string | undefined;

  constructor(options: LiveOptions, visit: (event: AuditEvent) => void, saved?: SavedEvidence) {
    this.#options = options;
    this.#host = saved?.host ?? undefined;
    this.#saved = new Map(saved?.decoders);
    const { trustedProxies } = options;
    this.#linker = new Linker({ trustedProxies }, visit, saved?.linker);
    this.#newest = new NewestLast((event) => this.#push(event), saved?.waiting);
  }

  /** Visits what came in since the last pass, by time; false when nothing did. */
  async pass(pause: () => Promise<void>, everywhere = false): Promise<boolean> {
    const { clock } = this.#options;
    const fresh = await allFresh(await this.#look(everywhere));
    const streams = [...this.#open(fresh), ...this.#letGo(fresh)];
    const waited = this.#newest.begin(streams.length === 0 || this.#decoders.size < 2);
    await mergeByTime([waited, ...streams], (event) => this.#newest.offer(event), pause);
    for (const { followed } of fresh) this.#noteGaps(followed.takeGaps(), this.#decoders.get(followed.key));
    this.#linker.tick(clock.eventTime());
    return streams.length > 0;
  }

  /** Nothing waits any more for what may come beside it. */
  async release(): Promise<void> {
    const waited = this.#newest.begin(true);
    await mergeByTime([waited, ...this.#letGo([])], (event) => this.#newest.offer(event));
  }

  /** Nothing more will come. */
  async end(): Promise<void> {
    await this.release();
    this.#linker.end();
  }

  /** Whether all that was read was also told: only then is `save` the whole truth. */
  get settled(): boolean {
    return this.#held.size === 0;
  }

  /** What was read so far, and what reading taught. */
  seen({ configs, problems }: Configs, opened: Pick<Opened, 'problems' | 'ignored'>): ReadEvidence {
    const sources = [...this.#decoders.values()].filter(({ kind, source }) => kind || !source.found);
    const gateways = [...new Set(sources.map(({ gateway }) => gateway))].sort();
    const { trustedProxies } = this.#options;
    return {
      sources,
      gateways,
      configs,
      problems: [...opened.problems, ...this.#options.databases.problems, ...problems],
      ignored: opened.ignored,
      proxiesKnown: gateways.every((gateway) => trustedProxies(gateway) !== undefined),
      unresolvedClients: this.#linker.unresolvedClients,
      evictions: this.#linker.evictions(),
    };
  }

  save(): SavedEvidence {
    const { ledger, databases } = this.#options;
    const decoders = [...this.#decoders].flatMap(([key, decoder]) => {
      const saved = decoder.save();
      return saved ? [[key, saved] as const] : [];
    });
    return {
      follow: this.#options.follow.save(),
      decoders: [...this.#saved, ...decoders],
      linker: this.#linker.save(),
      host: this.#host ?? null,
      waiting: this.#newest.save(),
      databases: databases.save(),
      ...(ledger && { ledger: ledger.save() }),
    };
  }

  async close(): Promise<void> {
    this.#options.databases.close();
    await this.#options.follow.close();
  }

  async #look(everywhere: boolean): Promise<readonly FollowedSource[]> {
    const { follow, databases, ledger, clock } = this.#options;
    const files = await follow.look(everywhere);
    const tables = await databases.look(follow.opened.databases ?? []);
    return [...files, ...tables, ...(ledger?.look(clock.now()) ?? [])];
  }

  #push(event: AuditEvent): void {
    this.#options.clock.note(event.time);
    this.#linker.push(event);
  }

  #open(fresh: readonly Fresh[]): readonly LiveStream[] {
    for (const { firstBatch } of fresh) this.#host ??= hostOf(firstBatch ?? []);
    return fresh.map((one) => new LiveStream(this.#decoderOf(one), (decoder) => this.#settle(decoder), one));
  }

  #letGo(fresh: readonly Fresh[]): readonly LiveStream[] {
    const growing = new Set(fresh.map(({ followed }) => this.#decoders.get(followed.key)));
    const still = [...this.#held].filter((decoder) => !growing.has(decoder));
    for (const decoder of still) this.#held.delete(decoder);
    return still.map((decoder) => new LiveStream(decoder, () => decoder.settle(this.#options.clock.now())));
  }

  #settle(decoder: SourceDecoder): readonly AuditEvent[] {
    if (decoder.whole) return decoder.settle(this.#options.clock.now());
    this.#held.add(decoder);
    return [];
  }

  #decoderOf({ followed, firstBatch }: Fresh): SourceDecoder {
    const { key, source } = followed;
    const known = this.#decoders.get(key);
    if (known?.kind) return known;
    const saved = this.#saved.get(key);
    this.#saved.delete(key);
    const { gateway: named, kind: given, oldest, proxyHosts } = this.#options;
    const kind = given ?? saved?.kind ?? source.kind ?? recogniseKind(firstBatch ?? []);
    const gateway = named ?? saved?.gateway ?? source.gateway ?? this.#host ?? hostname();
    const decoder = new SourceDecoder(source, { kind, gateway, oldest, proxyHosts }, saved);
    this.#decoders.set(key, decoder);
    return decoder;
  }

  #noteGaps(gaps: readonly SourceGap[], decoder: SourceDecoder | undefined): void {
    for (const gap of gaps) {
      decoder?.noteGap(gap);
      this.#options.onGap(gap);
    }
  }
}
