import { dirname } from 'node:path';
import type { Opened } from '../opened.ts';
import { Bell } from './bell.ts';
import { Catalogue } from './catalogue.ts';
import { Documents } from './documents.ts';
import { type FollowFigures, noFigures } from './figures.ts';
import { FolderHints } from './folder-hints.ts';
import type { FollowContext } from './follow-context.ts';
import type { FollowOptions } from './follow-options.ts';
import type { FollowedSource } from './followed-source.ts';
import { glance } from './glance.ts';
import { OpenFiles } from './open-files.ts';
import { RescanTimer } from './rescan-timer.ts';
import type { SavedFollow } from './saved-follow.ts';
import { Survey } from './survey.ts';

export type { FollowFigures } from './figures.ts';
export type { FollowOptions } from './follow-options.ts';
export type { FollowedSource } from './followed-source.ts';
export type { SavedFollow } from './saved-follow.ts';

const defaultLimit = 1024 * 1024;
const shortestPause = 100;

/** Evidence that is read on as it grows, through rotations and restarts, each line once. */
export class FollowEvidence {
  /** Counted since the start. */
  readonly figures: Readonly<FollowFigures>;
  readonly #survey: Survey;
  readonly #context: FollowContext;
  readonly #catalogue: Catalogue;
  readonly #documents: Documents;
  readonly #bell: Bell;
  readonly #rescan: RescanTimer;
  readonly #hints: FolderHints | undefined;
  readonly #written = new Set<string>();
  readonly #folders: readonly string[];

  /** Throws what the first look at the evidence throws. */
  static async open(options: FollowOptions): Promise<FollowEvidence> {
    return new FollowEvidence(options, await options.open());
  }

  private constructor(options: FollowOptions, opened: Opened) {
    const { now = Date.now, grace = 5000, limit = defaultLimit, rescan = 5000, watch = false } = options;
    this.#survey = new Survey(options.open, opened);
    this.#folders = options.folders ?? [];
    this.#rescan = new RescanTimer(rescan, now);
    this.#bell = new Bell(now);
    const figures = noFigures();
    this.figures = figures;
    const files = new OpenFiles(options.openFile);
    const lookAgain = () => this.#rescan.hurry();
    this.#context = { files, figures, limit, grace, now, lookAgain, wake: () => this.#bell.ring() };
    this.#catalogue = new Catalogue(this.#context, options.saved);
    this.#documents = new Documents(this.#context);
    if (watch) this.#hints = this.#listen();
  }

  /** What the last look at the folders found. */
  get opened(): Opened {
    const { opened } = this.#survey;
    const own = this.#hints?.problem;
    return own ? { ...opened, problems: [...opened.problems, own] } : opened;
  }

  /** All that is followed is standard input, and it was closed and read to its end. */
  get ended(): boolean {
    return this.#catalogue.ended;
  }

  /** The sources that have something new, in a stable order; `everywhere` looks at all folders, due or not. */
  async look(everywhere = false): Promise<readonly FollowedSource[]> {
    this.#bell.hear();
    const written = this.#takeWritten();
    if (!this.#rescan.isDue) await this.#glance(written);
    if (everywhere || this.#rescan.isDue) await this.#rescan.time(() => this.#scan());
    await this.#documents.look(written);
    await this.#hold();
    return [...this.#catalogue.awake.filter(({ hasNews }) => hasNews), ...this.#documents.news];
  }

  /** Until something may have changed, `atMost` milliseconds went by or the signal aborts. */
  async changed(atMost: number, signal?: AbortSignal): Promise<void> {
    await this.#bell.wait({ atMost, pause: shortestPause, signal });
  }

  /** The place of every line that was handed out so far, and nothing else. */
  save(): SavedFollow {
    return this.#catalogue.save();
  }

  async close(): Promise<void> {
    await this.#hints?.close();
    await this.#context.files.keepOnly(() => false);
  }

  #takeWritten(): ReadonlySet<string> {
    const written = new Set(this.#written);
    this.#written.clear();
    return written;
  }

  async #scan(): Promise<void> {
    if (await this.#survey.look()) {
      await this.#catalogue.update(this.#survey.opened);
      this.#documents.update(this.#survey.opened.sources);
    }
    const known = this.#catalogue.files.map(({ path }) => dirname(path));
    await this.#hints?.watch(new Set([...known, ...this.#documents.folders, ...this.#folders]));
  }

  /** Looks only at the files that may grow any moment, and those that were written. */
  async #glance(written: ReadonlySet<string>): Promise<void> {
    const woken = this.#catalogue.wake(written);
    const files = new Set([...this.#catalogue.hotFiles, ...woken]);
    for (const file of files) if (!file.retry) await glance(file, this.#context);
  }

  /** Files that may grow stay open, so that they can be read to their end when they are deleted. */
  async #hold(): Promise<void> {
    const growing = this.#catalogue.hotFiles.filter(
      ({ finished, packed }) => !finished && packed === undefined,
    );
    const kept = new Set(growing);
    await this.#context.files.keepOnly((file) => kept.has(file));
    for (const file of kept) await this.#context.files.hold(file);
  }

  #listen(): FolderHints {
    const written = (path: string) => {
      this.#written.add(path);
      this.#bell.ring();
    };
    const moved = () => {
      this.#rescan.hurry();
      this.#bell.ring();
    };
    return new FolderHints({ written, moved });
  }
}
