import type { AuditEvent } from '../../model/event.ts';
import type { Line } from '../../model/source.ts';
import type { FollowedSource } from '../../sources/follow/follow-evidence.ts';
import type { EventStream } from '../merge-by-time.ts';
import type { SourceDecoder } from '../source-decoder.ts';

/** What is new in a followed source, with its first batch, to know what it is. */
export interface Fresh {
  readonly followed: FollowedSource;
  readonly batches: AsyncIterator<readonly Line[]>;
  readonly firstBatch: readonly Line[] | undefined;
}

/** So many files are opened side by side, at most. */
const sideBySide = 50;

/** All at one moment, as nearly as can be: what was written together is then merged by time. */
export async function allFresh(followed: readonly FollowedSource[]): Promise<readonly Fresh[]> {
  const fresh: Fresh[] = [];
  for (let at = 0; at < followed.length; at += sideBySide)
    fresh.push(...(await Promise.all(followed.slice(at, at + sideBySide).map(freshOf))));
  return fresh;
}

async function freshOf(followed: FollowedSource): Promise<Fresh> {
  const batches = followed.read()[Symbol.asyncIterator]();
  const { done, value } = await batches.next();
  return { followed, batches, firstBatch: done ? undefined : value };
}

/** The events that came into one source since the last pass. */
export class LiveStream implements EventStream {
  readonly #decoder: SourceDecoder;
  readonly #settle: (decoder: SourceDecoder) => readonly AuditEvent[];
  readonly #fresh: Omit<Fresh, 'followed'> | undefined;
  #queue: readonly AuditEvent[] = [];
  #at = 0;
  #started = false;
  #ended = false;

  /** Without `fresh` nothing came in: what was held back is told. */
  constructor(
    decoder: SourceDecoder,
    settle: (decoder: SourceDecoder) => readonly AuditEvent[],
    fresh?: Omit<Fresh, 'followed'>,
  ) {
    this.#decoder = decoder;
    this.#settle = settle;
    this.#fresh = fresh;
  }

  get head(): AuditEvent | undefined {
    return this.#queue[this.#at];
  }

  take(): AuditEvent | undefined {
    return this.#queue[this.#at++];
  }

  async refill(): Promise<boolean> {
    this.#queue = [];
    this.#at = 0;
    while (!this.#ended && this.#queue.length === 0) {
      const lines = await this.#nextBatch();
      this.#ended = lines === undefined;
      this.#queue = lines ? this.#decoder.decode(lines) : this.#settle(this.#decoder);
    }
    return this.#queue.length > 0;
  }

  async #nextBatch(): Promise<readonly Line[] | undefined> {
    if (!this.#started) {
      this.#started = true;
      return this.#fresh?.firstBatch;
    }
    const { done, value } = (await this.#fresh?.batches.next()) ?? { done: true, value: undefined };
    return done ? undefined : value;
  }
}
