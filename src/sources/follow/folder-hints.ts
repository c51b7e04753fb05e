import { statfs } from 'node:fs/promises';
import { join } from 'node:path';
import { FSWatcher } from 'chokidar';
import type { SourceGap } from '../../model/source.ts';
import { reasonOf } from '../unreadable.ts';

export interface Hints {
  /** A file was written. */
  readonly written: (path: string) => void;
  /** A file came, went or got another name. */
  readonly moved: () => void;
}

/** Types of file systems of Linux whose watching tells all: others may be written from elsewhere. */
const localTypes: ReadonlySet<number> = new Set([
  0xef53, // ext2, ext3, ext4
  0x58465342, // XFS
  0x9123683e, // Btrfs
  0x01021994, // tmpfs
  0xf2f52010, // F2FS
  0x2fc12fc1, // ZFS
]);

/** Hints that something changed in a folder. They may fail to come: looking now and then is what counts. */
export class FolderHints {
  readonly #watcher: FSWatcher;
  readonly #folders = new Set<string>();
  #problem: SourceGap | undefined;

  constructor(hints: Hints, watcher: FSWatcher = new FolderWatcher({ depth: 0, ignoreInitial: true })) {
    this.#watcher = watcher;
    watcher.on('raw', (event, name, details) => {
      const folder = folderIn(details);
      if (event === 'rename' || !name || folder === undefined) hints.moved();
      else hints.written(join(folder, name));
    });
    watcher.on('error', (error) => this.#giveUp(error));
  }

  /** Why there are no hints, or not all. */
  get problem(): SourceGap | undefined {
    return this.#problem;
  }

  /** From now on these folders, as far as they can be watched. */
  async watch(folders: ReadonlySet<string>): Promise<void> {
    if (this.#problem) return;
    const former = [...this.#folders].filter((folder) => !folders.has(folder));
    for (const folder of former) this.#folders.delete(folder);
    if (former.length > 0) await this.#watcher.unwatch(former);
    for (const folder of folders) {
      if (this.#folders.has(folder)) continue;
      if (!(await tellsOfChanges(folder))) continue;
      this.#folders.add(folder);
      this.#watcher.add(folder);
    }
  }

  async close(): Promise<void> {
    await this.#watcher.close();
  }

  #giveUp(error: unknown): void {
    if (this.#problem) return;
    this.#problem = {
      kind: 'unreadable',
      name: 'folders',
      note: `they cannot be watched (${reasonOf(error)}); they are looked at every few seconds instead`,
    };
    void this.close();
  }
}

/** Plain watching: chokidar would list a folder at each event in it, which the follower does when it has to. */
class FolderWatcher extends FSWatcher {
  override _readdirp(): undefined {
    return undefined;
  }
}

function folderIn(details: unknown): string | undefined {
  if (typeof details !== 'object' || details === null || !('watchedPath' in details)) return undefined;
  return typeof details.watchedPath === 'string' ? details.watchedPath : undefined;
}

/** On a network or an overlay, events of others do not arrive. Elsewhere than on Linux the types are not told apart. */
export async function tellsOfChanges(folder: string): Promise<boolean> {
  if (process.platform !== 'linux') return true;
  return await statfs(folder).then(
    ({ type }) => localTypes.has(type),
    () => false,
  );
}
