import { type BigIntStats, type Dirent, statSync } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { compareText } from './compare-text.ts';
import type { Found } from './found.ts';
import { diskFacts, identityOf } from './open-file.ts';
import { judgePlace } from './place.ts';
import { looksLikeState, stateFolderAbove } from './state-folder.ts';
import { reasonOf, unreadable } from './unreadable.ts';

const deepest = 8;
const mostEntries = 200_000;

/** Folders of a state folder in which agents, plug-ins and people write: nothing there is the gateway's word. */
const notTheGateways =
  /^(?:workspace(?:-.{0,200})?|sandbox(?:es)?|backups?|media|extensions|plugins|skills|browser|canvas|cache|tmp|memory)$/;
const nobodysEvidence = /^(?:node_modules|\.git)$/;

interface Folder {
  readonly name: string;
  readonly path: string;
  readonly relative: string;
  readonly depth: number;
  readonly stateFolder?: string | undefined;
}

/** Adds what lies in a folder to what was found: evidence by its place, all else as ignored. */
export async function walkFolder(root: { name: string; path: string }, found: Found): Promise<void> {
  const stateFolder = await stateFolderAbove(join(root.path, 'any'));
  await new FolderWalk(found).walk({ ...root, relative: '', depth: 0, stateFolder });
}

class FolderWalk {
  readonly #found: Found;
  #entries = 0;

  constructor(found: Found) {
    this.#found = found;
  }

  async walk(folder: Folder): Promise<void> {
    const entries = await this.#list(folder);
    const stateFolder = this.#noteState(folder, new Set(entries.map(({ name }) => name)));
    for (const entry of entries) {
      this.#entries += 1;
      if (this.#entries > mostEntries) return this.#giveUp(folder);
      await this.#visit({ ...childOf(folder, entry.name), stateFolder }, { folder, entry });
    }
  }

  async #list(folder: Folder): Promise<readonly Dirent[]> {
    try {
      const identity = identityOf(await stat(folder.path, { bigint: true }));
      if (this.#found.walked.has(identity)) return [];
      this.#found.walked.add(identity);
      const entries = await readdir(folder.path, { withFileTypes: true });
      return entries.sort((a, b) => compareText(a.name, b.name));
    } catch (error) {
      this.#found.problems.push(unreadable(folder.name, error));
      if (folder.depth > 0) this.#ignore(folder, reasonOf(error));
      return [];
    }
  }

  #noteState(folder: Folder, names: ReadonlySet<string>): string | undefined {
    const looks = looksLikeState(names);
    if (looks === 'no' || (looks === 'perhaps' && folder.stateFolder !== undefined))
      return folder.stateFolder;
    const config = names.has('openclaw.json') ? join(folder.path, 'openclaw.json') : undefined;
    this.#found.stateFolders.set(folder.path, config);
    return folder.path;
  }

  async #visit(child: Folder, parent: { folder: Folder; entry: Dirent }): Promise<void> {
    const stats = statsOf(child.path);
    if (typeof stats === 'string') return this.#ignore(child, stats);
    if (stats.isFile()) return this.#file(child, { stats, linked: parent.entry.isSymbolicLink() });
    if (!stats.isDirectory()) return this.#ignore(child, 'not a regular file');
    const note = whyNotWalked(child, parent);
    if (note === undefined) await this.walk(child);
    else this.#ignore({ ...child, relative: `${child.relative}/` }, note);
  }

  #file(file: Folder, { stats, linked }: { stats: BigIntStats; linked: boolean }): void {
    const { name, path, relative, stateFolder } = file;
    const verdict = judgePlace(path, { inStateFolder: stateFolder !== undefined });
    if (verdict.verdict === 'ignored') this.#ignore(file, verdict.note);
    if (verdict.verdict !== 'evidence') return;
    this.#found.files.push({
      ...verdict.place,
      name,
      path,
      relative,
      ...diskFacts(stats),
      linked,
      given: false,
      ...(stateFolder === undefined ? {} : { stateFolder }),
    });
  }

  #ignore({ name, path, relative }: Folder, note?: string): void {
    this.#found.ignored.push({ name, path, relative, ...(note === undefined ? {} : { note }) });
  }

  #giveUp({ name }: Folder): void {
    const note = `more than ${mostEntries} files and folders: the rest was not looked at`;
    this.#found.problems.push({ kind: 'unreadable', name, note });
  }
}

/** One of thousands: a trip to another thread takes three times as long as the look itself. */
function statsOf(path: string): BigIntStats | string {
  try {
    return statSync(path, { bigint: true });
  } catch (error) {
    return reasonOf(error);
  }
}

function childOf(folder: Folder, name: string): Folder {
  return {
    name: join(folder.name, name),
    path: join(folder.path, name),
    relative: folder.relative === '' ? name : `${folder.relative}/${name}`,
    depth: folder.depth + 1,
  };
}

function whyNotWalked(
  { path, depth }: Folder,
  { folder, entry }: { folder: Folder; entry: Dirent },
): string | undefined {
  const name = basename(path);
  const inState = folder.path === folder.stateFolder;
  if (nobodysEvidence.test(name) || (inState && notTheGateways.test(name))) return 'not a place of evidence';
  if (depth > deepest) return `more than ${deepest} folders deep`;
  const expected = /^(?:logs|agents|sessions)$/.test(name) || basename(folder.path) === 'agents';
  return entry.isSymbolicLink() && !expected ? 'a symbolic link to a folder, not followed' : undefined;
}
