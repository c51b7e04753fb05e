import { reasonOf, StateError } from '../../../state/state-error.ts';
import { FilteredStream } from '../../filtered-stream.ts';
import type { EventStream } from '../../merge-by-time.ts';
import type { SourceDecoder } from '../../source-decoder.ts';
import { FedArchive } from './fed-archive.ts';

export interface ArchiveFeedOptions {
  /** See `archiveRoot`. */
  readonly root: string;
  /** How long days are kept, in milliseconds. */
  readonly keep: number;
  readonly clock: { readonly now: () => number; readonly eventTime: () => number };
  readonly say: (text: string) => void;
}

/** Silence is worth a note no more often. */
const longestPause = 10 * 60_000;
const retryEvery = 5_000;

/** What a watch reads goes into the archive of `daily` too: the gateway prunes its own logs within a day. */
export class ArchiveFeed {
  readonly #options: ArchiveFeedOptions;
  readonly #archives = new Map<string, FedArchive>();
  readonly #retryAt = new Map<string, number>();
  readonly #said = new Set<string>();
  #flushedAt: number;

  constructor(options: ArchiveFeedOptions) {
    this.#options = options;
    this.#flushedAt = options.clock.now();
  }

  /** Whether it is time to note that all was silent. */
  get isDue(): boolean {
    return this.#options.clock.now() - this.#flushedAt >= longestPause;
  }

  /** To be called before events of these gateways are handed out. */
  async open(gateways: Iterable<string>): Promise<void> {
    for (const gateway of new Set(gateways)) {
      const now = this.#options.clock.now();
      if (this.#archives.has(gateway) || now < (this.#retryAt.get(gateway) ?? now)) continue;
      this.#retryAt.set(gateway, now + retryEvery);
      const archive = await this.#attempt(() => FedArchive.open(this.#options.root, gateway));
      if (archive) this.#archives.set(gateway, archive);
    }
  }

  /** The same events, each kept when it is taken: before the linker completes it in place. */
  through(stream: EventStream, decoder: SourceDecoder): EventStream {
    return new FilteredStream(stream, (event) => {
      this.#archives.get(decoder.gateway)?.add(event, decoder);
      return true;
    });
  }

  /** Must come before the position is saved: an event may stand in the archive twice, never be missing. */
  async flush(): Promise<void> {
    const { clock, keep } = this.#options;
    this.#flushedAt = clock.now();
    const before = Math.min(clock.now(), Date.now()) - keep;
    for (const archive of this.#archives.values())
      await this.#attempt(() => archive.flush(clock.eventTime(), before));
  }

  async close(): Promise<void> {
    await this.flush();
    for (const archive of this.#archives.values()) await this.#attempt(() => archive.close());
  }

  /** The watch goes on without it; each reason is said once. */
  async #attempt<Result>(step: () => Promise<Result>): Promise<Result | undefined> {
    try {
      return await step();
    } catch (error) {
      // A daily run that writes it right now keeps these events itself.
      const reason = error instanceof StateError && error.code === 'LOCKED' ? undefined : reasonOf(error);
      if (reason !== undefined && !this.#said.has(reason))
        this.#options.say(`what is read cannot be kept for the daily summary: ${reason}`);
      if (reason !== undefined) this.#said.add(reason);
      return undefined;
    }
  }
}
