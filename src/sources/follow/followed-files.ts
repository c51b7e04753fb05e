import type { Line, Source, SourceGap } from '../../model/source.ts';
import type { FileSource } from '../file-source.ts';
import type { FoundFile } from '../found.ts';
import { unreadable } from '../unreadable.ts';
import type { FollowContext } from './follow-context.ts';
import type { FollowedSource } from './followed-source.ts';
import { readOn } from './read-on.ts';
import type { TrackedFile } from './tracked-file.ts';

const recently = 60_000;

/** A file, or a rotation set, that is read on as it grows. */
export class FollowedFiles implements FollowedSource {
  readonly key: string;
  readonly #context: FollowContext;
  readonly #copies = new Map<string | undefined, string>();
  readonly #holes = new Map<string, number>();
  readonly gaps: SourceGap[] = [];
  source: Source;
  /** Named by the user; then those beside it count too. */
  given: FoundFile | undefined;
  /** Older first. */
  files: readonly TrackedFile[] = [];

  constructor(key: string, name: string, context: FollowContext) {
    this.key = key;
    this.#context = context;
    this.source = { name, gaps: [], read: () => this.read() };
  }

  /** What looking around found out about it. */
  describe({ files, gaps, ...facts }: FileSource): void {
    this.source = { ...facts, gaps: [], read: () => this.read() };
    this.given = files.find(({ given, kind }) => given && kind !== 'transcript') ?? this.given;
    this.#noteHoles(gaps);
  }

  /** Files that may grow any moment; of all others it is enough to look now and then. */
  get hotFiles(): readonly TrackedFile[] {
    return this.files.filter((file) => file.goneSince === undefined && this.#isHot(file));
  }

  get isForgotten(): boolean {
    return this.files.length === 0 && this.gaps.length === 0 && !this.given;
  }

  /** Whether there is something to read, or to say. */
  get hasNews(): boolean {
    return this.gaps.length > 0 || this.files.some((file) => this.#isDue(file));
  }

  async *read(): AsyncGenerator<readonly Line[]> {
    for (const file of this.files) {
      // Whoever still writes to an older one may do so for a while: the newer one does not wait for that.
      if (this.#isDue(file) && !(yield* this.#readOn(file))) return this.#context.lookAgain();
    }
  }

  giveFileTo(other: FollowedFiles, identity: string): void {
    if (other === this) return;
    other.files = [...this.files.filter((file) => file.identity === identity), ...other.files];
    this.files = this.files.filter((file) => file.identity !== identity);
  }

  /** A file that is not read, as it is a copy of one that is. */
  noteCopy(file: FoundFile): void {
    if (!this.#copies.has(file.identity)) this.#context.figures.duplicates += 1;
    this.#copies.set(file.identity, stampOf(file));
  }

  isKnownCopy(file: FoundFile): boolean {
    return this.#copies.get(file.identity) === stampOf(file);
  }

  takeGaps(): readonly SourceGap[] {
    return this.gaps.splice(0);
  }

  async *#readOn(file: TrackedFile): AsyncGenerator<readonly Line[], boolean> {
    const { files, figures, limit, now } = this.#context;
    const last = this.#isOver(file);
    const reading = { files, figures, limit, now: now(), gaps: this.gaps, last };
    try {
      const complete = yield* readOn(file, reading);
      delete file.failure;
      return complete;
    } catch (error) {
      this.#putOff(file, unreadable(file.name, error));
      return true;
    }
  }

  /** Until the next look at the folders. What is newer is read in the meantime. */
  #putOff(file: TrackedFile, gap: SourceGap): void {
    file.dirty = false;
    file.retry = true;
    if (file.failure !== gap.note) this.gaps.push(gap);
    file.failure = gap.note;
  }

  /** Archives that are missing, unless they are just being renamed. */
  #noteHoles(holes: readonly SourceGap[]): void {
    const { now, grace } = this.#context;
    for (const note of this.#holes.keys())
      if (!holes.some((hole) => hole.note === note)) this.#holes.delete(note);
    for (const hole of holes) {
      const since = this.#holes.get(hole.note) ?? now();
      if (now() >= since + grace) this.gaps.push(hole);
      this.#holes.set(hole.note, now() >= since + grace ? Number.POSITIVE_INFINITY : since);
    }
  }

  #isHot(file: TrackedFile): boolean {
    const { changedAt, endingSince, finished, print } = file;
    if (file === this.files.at(-1) && this.source.kind !== 'transcript') return true;
    // Of an older one that was empty it must be told first whether it becomes a copy.
    if (!print && file !== this.files.at(-1) && !this.#context.files.isOpen(file)) return false;
    return (endingSince !== undefined && !finished) || this.#context.now() - changedAt < recently;
  }

  #isDue(file: TrackedFile): boolean {
    if (file.retry) return false;
    return file.dirty || (!file.finished && this.#isOver(file));
  }

  #isOver({ endingSince }: TrackedFile): boolean {
    const { grace, now } = this.#context;
    return endingSince !== undefined && now() >= endingSince + grace;
  }
}

function stampOf({ size, modified }: FoundFile): string {
  return `${size}:${modified}`;
}
