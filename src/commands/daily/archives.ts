import { mkdir, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { TimeSpan } from '../../facts/spans.ts';
import type { Watched } from '../../reporters/daily/day-summary.ts';
import { lockArchive } from '../../state/archive.ts';
import { archivedDays, daySpan, forgetDays } from '../../state/archive-days.ts';
import { folderName, gatewayNamed } from '../../state/archive-folder.ts';
import { hasCode, StateError } from '../../state/state-error.ts';
import { FilteredStream } from '../filtered-stream.ts';
import type { EventStream } from '../merge-by-time.ts';
import type { EvidenceSource } from '../read-evidence.ts';
import type { SourceStream } from '../source-stream.ts';
import { type ArchiveGap, GatewayArchive } from './gateway-archive.ts';
import { KeptStream } from './kept-stream.ts';

export interface ArchivesOptions {
  /** See `archiveRoot`. */
  readonly root: string;
  /** `--gateway`: the name of all the evidence. */
  readonly gateway: string | undefined;
  /** No event before it is read. */
  readonly oldest: number;
  /** Days that ended before are written once and left alone. */
  readonly sealedBefore: number;
  /** Days that ended before are removed. */
  readonly forgetBefore: number;
}

/** A night without a line of a live log is not a lost watch. */
const longestSilence = 12 * 3_600_000;

/** What was watched of each gateway, now and, by the archive, on earlier days. */
export class Archives {
  readonly #options: ArchivesOptions;
  /** Days by the folder of the gateway. */
  readonly #existing: ReadonlyMap<string, readonly string[]>;
  readonly #gateways = new Map<string, GatewayArchive>();

  private constructor(options: ArchivesOptions, existing: ReadonlyMap<string, readonly string[]>) {
    this.#options = options;
    this.#existing = existing;
  }

  static async open(options: ArchivesOptions): Promise<Archives> {
    const existing = new Map<string, readonly string[]>();
    for (const folder of await foldersIn(options.root)) {
      const days = await archivedDays(join(options.root, folder));
      if (days.length > 0) existing.set(folder, days);
    }
    return new Archives(options, existing);
  }

  get isEmpty(): boolean {
    return this.#existing.size === 0;
  }

  get gateways(): readonly string[] {
    return [...this.#gateways.keys()].sort();
  }

  /** The streams, each event let through once, and after them what the archive has of the same gateways. */
  arrange(streams: readonly SourceStream[]): readonly EventStream[] {
    const read = streams.filter(({ kind }) => kind);
    const raw = read.map((stream) => new FilteredStream(stream, this.#of(stream.gateway).admits(stream)));
    if (read.length === 0) this.#recallAll();
    const kept = [...this.#gateways.values()].map(
      (archive) =>
        new KeptStream(archive.reader.read(this.#options.oldest, Number.POSITIVE_INFINITY), (event) =>
          archive.recalls(event),
        ),
    );
    // Sources of no kind are read as well, so that coverage knows them.
    return [...raw, ...streams.filter((stream) => !read.includes(stream)), ...kept];
  }

  /** To be called when all is read. `live`: the logs were read where the gateway writes them. */
  settle({ now, live }: { readonly now: number; readonly live: boolean }): void {
    for (const archive of this.#gateways.values()) {
      if (live) archive.watch.stayAwake(now, longestSilence);
      archive.recallSpans();
    }
  }

  during(day: TimeSpan): readonly Watched[] {
    return [...this.#gateways.values()].map(({ watch }) => watch.of(day));
  }

  get sources(): readonly EvidenceSource[] {
    return [...this.#gateways.values()].flatMap((archive) => archive.sources);
  }

  get gaps(): readonly ArchiveGap[] {
    return [...this.#gateways.values()].flatMap((archive) => archive.gaps);
  }

  /** Keeps what was read; leaves it to whoever is writing the archive already, such as `--follow`. */
  async write(): Promise<void> {
    for (const archive of this.#gateways.values()) {
      const { folder } = archive.reader;
      await mkdir(folder, { recursive: true, mode: 0o700 });
      const lock = await lockArchive(folder).catch((error: unknown) => {
        if (error instanceof StateError && error.code === 'LOCKED') return undefined;
        throw error;
      });
      if (!lock) continue;
      try {
        await archive.write();
        await forgetDays(folder, this.#options.forgetBefore);
      } finally {
        await lock.release();
      }
    }
  }

  #recallAll(): void {
    const { gateway } = this.#options;
    const names = gateway === undefined ? [...this.#existing.keys()].map(gatewayNamed) : [gateway];
    for (const name of names) this.#of(name);
  }

  #of(gateway: string): GatewayArchive {
    const known = this.#gateways.get(gateway);
    if (known) return known;
    const folder = folderName(gateway);
    const days = new Set(this.#existing.get(folder));
    const path = join(this.#options.root, folder);
    const archive = new GatewayArchive(gateway, path, (day) => this.#isOpen(day, days.has(day)));
    this.#gateways.set(gateway, archive);
    return archive;
  }

  /** A day that is read only in part must not take the place of the whole. */
  #isOpen(day: string, exists: boolean): boolean {
    const { from, to } = daySpan(day);
    const { oldest, sealedBefore, forgetBefore } = this.#options;
    return from >= oldest && to >= forgetBefore && (!exists || to > sealedBefore);
  }
}

async function foldersIn(root: string): Promise<readonly string[]> {
  const entries = await readdir(root, { withFileTypes: true }).catch((error: unknown) => {
    if (hasCode(error, 'ENOENT', 'ENOTDIR')) return [];
    throw error;
  });
  return entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
}
