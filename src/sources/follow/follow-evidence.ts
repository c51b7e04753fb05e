import { dirname } from 'node:path';
import type { SourceGap } from '../../model/source.ts';
import type { Opened } from '../opened.ts';
import { reasonOf } from '../unreadable.ts';
import { Bell } from './bell.ts';
import { Catalogue } from './catalogue.ts';
import { type FollowFigures, noFigures } from './figures.ts';
import { FolderHints } from './folder-hints.ts';
import type { FollowContext } from './follow-context.ts';
import type { FollowOptions } from './follow-options.ts';
import type { FollowedSource } from './followed-source.ts';
import { logPlaces } from './found-source.ts';
import { glance } from './glance.ts';
import { OpenFiles } from './open-files.ts';
import { RescanTimer } from './rescan-timer.ts';
import type { SavedFollow } from './saved-follow.ts';

export type { FollowFigures } from './figures.ts';
export type { FollowOptions } from './follow-options.ts';
export type { FollowedSource } from './followed-source.ts';
export type { SavedFollow } from './saved-follow.ts';

const defaultLimit = 1024 * 1024;
const shortestPause = 100;
const mostAttempts = 3;

/** Evidence that is read on as it grows, through rotations and restarts, each line once. */
export class FollowEvidence {
  /** Counted since the start. */
  readonly figures: Readonly<FollowFigures>;
  readonly #open: () => Promise<Opened>;
  readonly #context: FollowContext;
  readonly #catalogue: Catalogue;
  readonly #bell: Bell;
  readonly #rescan: RescanTimer;
  readonly #hints: FolderHints | undefined;
  readonly #written = new Set<string>();
  #opened: Opened;
  #places: string | undefined;
  readonly #folders: readonly string[];
  #problem: SourceGap | undefined;

  /** Throws what the first look at the evidence throws. */
  static async open(options: FollowOptions): Promise<FollowEvidence> {
    return new FollowEvidence(options, await options.open());
  }

  private constructor(options: FollowOptions, opened: Opened) {
    const { now = Date.now, grace = 5000, limit = defaultLimit, rescan = 5000, watch = false } = options;
    this.#open = options.open;
    this.#folders = options.folders ?? [];
    this.#opened = opened;
    this.#rescan = new RescanTimer(rescan, now);
    this.#bell = new Bell(now);
    const figures = noFigures();
    this.figures = figures;
    const files = new OpenFiles(options.openFile);
    const lookAgain = () => this.#rescan.hurry();
    this.#context = { files, figures, limit, grace, now, lookAgain, wake: () => this.#bell.ring() };
    this.#catalogue = new Catalogue(this.#context, options.saved);
    if (watch) this.#hints = this.#listen();
  }

  /** What the last look at the folders found. */
  get opened(): Opened {
    const own = [this.#problem, this.#hints?.problem].filter((problem) => problem !== undefined);
    return { ...this.#opened, problems: [...this.#opened.problems, ...own] };
  }

  /** All that is followed is standard input, and it was closed and read to its end. */
  get ended(): boolean {
    return this.#catalogue.ended;
  }

  /** The sources that have something new, in a stable order; `everywhere` looks at all folders, due or not. */
  async look(everywhere = false): Promise<readonly FollowedSource[]> {
    this.#bell.hear();
    if (!this.#rescan.isDue) await this.#glance();
    if (everywhere || this.#rescan.isDue) await this.#rescan.time(() => this.#scan());
    await this.#hold();
    return this.#catalogue.awake.filter(({ hasNews }) => hasNews);
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

  async #scan(): Promise<void> {
    this.#written.clear();
    const opened = await this.#openAgain();
    if (opened) await this.#catalogue.update(opened);
    const known = this.#catalogue.files.map(({ path }) => dirname(path));
    await this.#hints?.watch(new Set([...known, ...this.#folders]));
  }

  async #openAgain(): Promise<Opened | undefined> {
    try {
      await this.#openWhenSettled();
      this.#problem = undefined;
      return this.#opened;
    } catch (error) {
      this.#problem = { kind: 'unreadable', name: 'evidence', note: reasonOf(error) };
      return undefined;
    }
  }

  /** Who looks while files are renamed overlooks some: as soon as they lie elsewhere than last time, once more. */
  async #openWhenSettled(): Promise<void> {
    this.#places ??= logPlaces(this.#opened.sources);
    for (let attempt = 0; attempt < mostAttempts; attempt++) {
      this.#opened = await this.#open();
      const places = logPlaces(this.#opened.sources);
      if (places === this.#places) return;
      this.#places = places;
    }
  }

  /** Looks only at the files that may grow any moment, and those that were written. */
  async #glance(): Promise<void> {
    const written = this.#catalogue.wake(this.#written);
    this.#written.clear();
    const files = new Set([...this.#catalogue.hotFiles, ...written]);
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
