import { stat } from 'node:fs/promises';
import type { SourceGap } from '../../model/source.ts';
import { identityOf } from '../open-file.ts';
import type { Opened } from '../opened.ts';
import { reasonOf } from '../unreadable.ts';
import { Bell } from './bell.ts';
import { Catalogue } from './catalogue.ts';
import { type FollowFigures, noFigures } from './figures.ts';
import type { FollowContext } from './follow-context.ts';
import type { FollowedSource } from './followed-source.ts';
import { type OpenFile, OpenFiles } from './open-files.ts';
import type { SavedFollow } from './saved-follow.ts';
import { noteOnDisk, seenOf, type TrackedFile } from './tracked-file.ts';

export type { FollowFigures } from './figures.ts';
export type { FollowedSource } from './followed-source.ts';
export type { SavedFollow } from './saved-follow.ts';

/** Times in milliseconds. */
export interface FollowOptions {
  /** Looks where the evidence lies, each time anew. */
  readonly open: () => Promise<Opened>;
  /** From `save`. */
  readonly saved?: SavedFollow;
  /** Bytes kept of one line. */
  readonly limit?: number;
  readonly now?: () => number;
  /** How long a file is still read that was renamed, deleted or followed by a newer one; 5 s. */
  readonly grace?: number;
  /** Between two looks at the folders; 5 s. */
  readonly rescan?: number;
  readonly openFile?: OpenFile;
}

const defaultLimit = 1024 * 1024;
const shortestPause = 100;
const shortestRescan = 250;

/** Evidence that is read on as it grows, through rotations and restarts, each line once. */
export class FollowEvidence {
  readonly figures: FollowFigures;
  readonly #open: () => Promise<Opened>;
  readonly #context: FollowContext;
  readonly #catalogue: Catalogue;
  readonly #bell: Bell;
  readonly #rescan: number;
  #opened: Opened;
  #scanned: { readonly at: number; readonly took: number } | undefined;
  #wanted = true;
  #problem: SourceGap | undefined;

  /** Throws what the first look at the evidence throws. */
  static async open(options: FollowOptions): Promise<FollowEvidence> {
    return new FollowEvidence(options, await options.open());
  }

  private constructor(options: FollowOptions, opened: Opened) {
    const { now = Date.now, grace = 5000, limit = defaultLimit, rescan = 5000, openFile } = options;
    this.figures = noFigures();
    this.#open = options.open;
    this.#opened = opened;
    this.#rescan = rescan;
    this.#bell = new Bell(now);
    const lookAgain = () => {
      this.#wanted = true;
    };
    const wake = () => this.#bell.ring();
    const files = new OpenFiles(openFile);
    this.#context = { files, figures: this.figures, limit, grace, now, lookAgain, wake };
    this.#catalogue = new Catalogue(this.#context, options.saved);
  }

  /** What the last look at the folders found. */
  get opened(): Opened {
    const { problems, ...rest } = this.#opened;
    return { ...rest, problems: this.#problem ? [...problems, this.#problem] : problems };
  }

  /** All that is followed is standard input, and it was closed. */
  get ended(): boolean {
    return this.#catalogue.ended;
  }

  /** The sources that have something new, in a stable order. */
  async look(): Promise<readonly FollowedSource[]> {
    this.#bell.hear();
    if (!this.#isScanDue()) await this.#glance();
    if (this.#isScanDue()) await this.#scan();
    await this.#hold();
    return this.#catalogue.sources.filter(({ hasNews }) => hasNews);
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
    await this.#context.files.keepOnly(() => false);
  }

  #isScanDue(): boolean {
    if (!this.#scanned) return true;
    const since = this.#context.now() - this.#scanned.at;
    const pause = Math.max(shortestRescan, 5 * this.#scanned.took);
    return since >= (this.#wanted ? Math.min(pause, this.#rescan) : this.#rescan);
  }

  async #scan(): Promise<void> {
    const begun = this.#context.now();
    this.#wanted = false;
    try {
      if (this.#scanned) this.#opened = await this.#open();
      this.#problem = undefined;
      await this.#catalogue.update(this.#opened);
    } catch (error) {
      this.#problem = { kind: 'unreadable', name: 'evidence', note: reasonOf(error) };
    }
    const at = this.#context.now();
    this.#scanned = { at, took: at - begun };
  }

  /** Looks only at the files that may grow any moment. */
  async #glance(): Promise<void> {
    for (const file of this.#catalogue.hotFiles) if (!file.retry) await this.#glanceAt(file);
  }

  async #glanceAt(file: TrackedFile): Promise<void> {
    const { files, now, lookAgain } = this.#context;
    const { path, identity, endingSince } = file;
    const stats =
      endingSince !== undefined && files.isOpen(file)
        ? await files.use(file, (handle) => handle.stat({ bigint: true }))
        : await stat(path, { bigint: true }).catch(() => undefined);
    if (stats && identityOf(stats) === identity) noteOnDisk(file, seenOf(stats), now());
    else if (endingSince === undefined) lookAgain();
  }

  async #hold(): Promise<void> {
    const hot = new Set(this.#catalogue.hotFiles.filter(({ finished, packed }) => !finished && !packed));
    await this.#context.files.keepOnly((file) => hot.has(file));
    for (const file of hot) await this.#context.files.hold(file);
  }
}
