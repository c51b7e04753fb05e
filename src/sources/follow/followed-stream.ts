import type { Line, Source, SourceGap } from '../../model/source.ts';
import { unreadable } from '../unreadable.ts';
import type { FollowedSource } from './followed-source.ts';

/** Standard input, or a pipe: it is read as it comes, and what was read once does not come again. */
export class FollowedStream implements FollowedSource {
  readonly key: string;
  readonly source: Source;
  readonly #batches: AsyncIterator<readonly Line[]>;
  readonly #wake: () => void;
  #next: Promise<void> | undefined;
  #batch: readonly Line[] | undefined;
  readonly #gaps: SourceGap[] = [];
  #told = 0;
  ended = false;

  constructor(source: Source, wake: () => void) {
    this.key = source.name;
    this.source = source;
    this.#batches = source.read()[Symbol.asyncIterator]();
    this.#wake = wake;
  }

  get hasNews(): boolean {
    this.#ask();
    return this.#batch !== undefined || this.source.gaps.length > this.#told || this.#gaps.length > 0;
  }

  async *read(): AsyncGenerator<readonly Line[]> {
    for (let batch = this.#take(); batch; batch = this.#take()) {
      yield batch;
      // The next batch may be written over this one: only now it is asked for.
      this.#ask();
      await new Promise((resolve) => setImmediate(resolve));
    }
  }

  takeGaps(): readonly SourceGap[] {
    const gaps = [...this.source.gaps.slice(this.#told), ...this.#gaps.splice(0)];
    this.#told = this.source.gaps.length;
    return gaps;
  }

  #take(): readonly Line[] | undefined {
    const batch = this.#batch;
    this.#batch = undefined;
    return batch;
  }

  #ask(): void {
    if (this.#batch || this.ended) return;
    this.#next ??= this.#fetch();
  }

  async #fetch(): Promise<void> {
    const { done, value } = await this.#batches.next().catch((error: unknown) => this.#fail(error));
    this.#next = undefined;
    if (done) this.ended = true;
    else this.#batch = value;
    this.#wake();
  }

  #fail(error: unknown): { readonly done: true; readonly value: undefined } {
    this.#gaps.push(unreadable(this.key, error));
    return { done: true, value: undefined };
  }
}
