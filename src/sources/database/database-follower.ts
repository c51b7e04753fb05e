import { realpath, stat } from 'node:fs/promises';
import type { SourceGap, SourceKind } from '../../model/source.ts';
import { unreadByThisNode } from './database-sources.ts';
import { FollowedDatabase, type FollowedTable, type SavedDatabase } from './followed-database.ts';
import type { FoundDatabase } from './found-database.ts';
import type { KeepOptions } from './kept-database.ts';
import type { ReadOptions } from './table-source.ts';

export interface DatabaseFollowerOptions extends ReadOptions, KeepOptions {
  /** From `save`. */
  readonly saved?: SavedDatabases;
  readonly now?: () => number;
  /** Milliseconds between two looks at one database, at least; 2 s. */
  readonly every?: number;
}

/** How far each table was read, by the path of its database. As plain JSON. */
export interface SavedDatabases {
  readonly [path: string]: SavedDatabase;
}

interface Watched {
  readonly database: FollowedDatabase;
  /** When it may be copied again. */
  due: number;
  /** Fingerprint of what was read last. */
  seen: string;
  /** When nothing lay in it that was not read. */
  seenAt: number;
}

/** A copy takes its time: it is made so rarely that copying stays below a twentieth of it. */
const shareOfCopying = 20;

/** Rows that come into the databases of gateways, each once, over restarts. */
export class DatabaseFollower {
  readonly #options: DatabaseFollowerOptions;
  readonly #now: () => number;
  readonly #databases = new Map<string, Watched>();
  #found: readonly FoundDatabase[] = [];
  #problem: SourceGap | undefined;

  constructor(options: DatabaseFollowerOptions = {}) {
    this.#options = options;
    this.#now = options.now ?? Date.now;
  }

  /** Why databases could not be read at the last look. */
  get problems(): readonly SourceGap[] {
    const each = this.#found.flatMap(({ path }) => this.#databases.get(path)?.database.problem ?? []);
    return this.#problem === undefined ? each : [this.#problem, ...each];
  }

  /** All that was committed until then was handed out. */
  get seenUntil(): number {
    if (this.#problem !== undefined) return Number.POSITIVE_INFINITY;
    const watched = this.#found.flatMap(({ path }) => this.#databases.get(path) ?? []);
    const readable = watched.filter(({ database }) => database.problem === undefined);
    return Math.min(...readable.map(({ seenAt }) => seenAt));
  }

  /** What tables hold that were looked into and had no new rows. */
  get empty(): readonly SourceKind[] {
    return [...this.#databases.values()].flatMap(({ database }) => [...database.empty]);
  }

  /** The tables with new rows. They are to be read before the next look. */
  async look(found: readonly FoundDatabase[]): Promise<readonly FollowedTable[]> {
    this.#found = found;
    this.#problem = unreadByThisNode(found);
    if (this.#problem !== undefined) return [];
    const news: FollowedTable[] = [];
    for (const file of found) news.push(...(await this.#lookAt(file)));
    return news;
  }

  /** The place of every row that was handed out so far. */
  save(): SavedDatabases {
    const read = [...this.#databases].map(([path, { database }]) => [path, database.save()]);
    return { ...this.#options.saved, ...Object.fromEntries(read) };
  }

  async close(): Promise<void> {
    for (const { database } of this.#databases.values()) await database.close();
  }

  async #lookAt(file: FoundDatabase): Promise<readonly FollowedTable[]> {
    const { every = 2000 } = this.#options;
    const one = this.#open(file);
    const begun = this.#now();
    const seen = await fingerprint(file.path);
    if (seen === one.seen) one.seenAt = begun;
    if (seen === one.seen || begun < one.due) return [];
    const news = await one.database.look(file);
    // Unless it was too busy to be read.
    if (one.database.problem === undefined) Object.assign(one, { seen, seenAt: begun });
    const end = this.#now();
    one.due = end + Math.max(every, shareOfCopying * (end - begun));
    return news;
  }

  #open(file: FoundDatabase): Watched {
    const known = this.#databases.get(file.path);
    if (known !== undefined) return known;
    const database = new FollowedDatabase(this.#options, this.#options.saved?.[file.path]);
    const never = Number.NEGATIVE_INFINITY;
    const opened = { database, due: never, seen: '', seenAt: never };
    this.#databases.set(file.path, opened);
    return opened;
  }
}

/** Changes with every commit. */
async function fingerprint(name: string): Promise<string> {
  const path = await realpath(name).catch(() => name);
  const parts = [path, `${path}-wal`].map(async (part) => {
    const stats = await stat(part, { bigint: true }).catch(() => undefined);
    return stats === undefined ? '' : `${stats.ino} ${stats.size} ${stats.mtimeNs}`;
  });
  return (await Promise.all(parts)).join('\n');
}
