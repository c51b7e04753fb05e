import type { Source } from '../../model/source.ts';
import { compareText } from '../compare-text.ts';
import type { FileSource } from '../file-source.ts';
import type { FoundFile } from '../found.ts';
import type { Opened } from '../opened.ts';
import { arrangeFiles } from './arrange-files.ts';
import type { FollowContext } from './follow-context.ts';
import { FollowedFiles } from './followed-files.ts';
import { FollowedStream } from './followed-stream.ts';
import { isFileSource, isStream, keyOf } from './found-source.ts';
import { restoredFile, savedFile } from './saved-file.ts';
import type { SavedFollow } from './saved-follow.ts';
import { withSiblings } from './siblings.ts';
import type { TrackedFile } from './tracked-file.ts';

/** All sources that are followed, and the place in each of their files. */
export class Catalogue {
  readonly #context: FollowContext;
  #sources = new Map<string, FollowedFiles>();
  #awake: readonly FollowedFiles[] = [];
  readonly #streams = new Map<string, FollowedStream>();

  constructor(context: FollowContext, saved?: SavedFollow) {
    this.#context = context;
    for (const { key, files } of saved?.sources ?? []) {
      this.#sourceOf(key, key).files = files.map(restoredFile);
    }
  }

  /** Those in which something may happen before the next look at the folders; in the order in which they were found. */
  get awake(): readonly (FollowedFiles | FollowedStream)[] {
    return [...this.#awake, ...this.#streams.values()];
  }

  get hotFiles(): readonly TrackedFile[] {
    return this.#awake.flatMap(({ hotFiles }) => hotFiles);
  }

  get files(): readonly TrackedFile[] {
    return [...this.#sources.values()].flatMap(({ files }) => files);
  }

  /** The files of these paths; from now on they are awake. */
  wake(paths: ReadonlySet<string>): readonly TrackedFile[] {
    if (paths.size === 0) return [];
    const woken = new Set(this.#awake);
    const files: TrackedFile[] = [];
    for (const source of this.#sources.values()) {
      const written = source.files.filter(({ path }) => paths.has(path));
      files.push(...written);
      if (written.length > 0) woken.add(source);
    }
    this.#awake = [...this.#sources.values()].filter((source) => woken.has(source));
    return files;
  }

  /** Whether there is nothing but streams, and they were read to their end. */
  get ended(): boolean {
    const streams = [...this.#streams.values()];
    return this.#sources.size === 0 && streams.length > 0 && streams.every(({ ended }) => ended);
  }

  /** Brings what is followed in line with what was found. */
  async update({ sources }: Opened): Promise<void> {
    const files = sources.filter(isFileSource);
    const found = new Map(files.map((source) => [keyOf(source), source]));
    for (const source of sources) if (isStream(source)) this.#addStream(source);
    this.#describe(found);
    this.#moveRenamed(found);
    for (const [key, followed] of this.#sources) {
      await this.#arrange(followed, found.get(key)?.files ?? []);
      if (followed.isForgotten) this.#sources.delete(key);
    }
    const all = [...this.#sources.values()];
    this.#awake = all.filter(({ hasNews, hotFiles }) => hasNews || hotFiles.length > 0);
  }

  async #arrange(followed: FollowedFiles, files: readonly FoundFile[]): Promise<void> {
    const all = followed.given ? await withSiblings(files, followed.given) : files;
    await arrangeFiles(followed, all, this.#context);
  }

  save(): SavedFollow {
    const sorted = [...this.#sources.values()].sort((a, b) => compareText(a.key, b.key));
    const sources = sorted.map(({ key, files }) => ({
      key,
      files: files.map(savedFile).filter((file) => file !== undefined),
    }));
    return { version: 1, sources: sources.filter(({ files }) => files.length > 0) };
  }

  #sourceOf(key: string, name: string): FollowedFiles {
    const known = this.#sources.get(key) ?? new FollowedFiles(key, name, this.#context);
    this.#sources.set(key, known);
    return known;
  }

  /** In the order of what was found; what is not there any more comes last. */
  #describe(found: ReadonlyMap<string, FileSource>): void {
    const former = [...this.#sources].filter(([key]) => !found.has(key));
    const sorted = new Map<string, FollowedFiles>();
    for (const [key, source] of found) {
      const followed = this.#sourceOf(key, source.name);
      followed.describe(source);
      sorted.set(key, followed);
    }
    this.#sources = new Map([...sorted, ...former.sort(([a], [b]) => compareText(a, b))]);
  }

  /** A file that was renamed so that it belongs to another source now takes its place in it along. */
  #moveRenamed(found: ReadonlyMap<string, FileSource>): void {
    const owners = this.#owners();
    for (const [key, { files }] of found) {
      const followed = this.#sourceOf(key, '');
      for (const { identity = '' } of files) owners.get(identity)?.giveFileTo(followed, identity);
      if (followed.files.length === 0) this.#takeOverArchived(followed, found);
    }
  }

  /** Whose each file is, by its identity. */
  #owners(): ReadonlyMap<string, FollowedFiles> {
    const sources = [...this.#sources.values()];
    const known = sources.flatMap((owner) =>
      owner.files.filter(({ print }) => print).map(({ identity }) => [identity, owner] as const),
    );
    return new Map(known);
  }

  /** A transcript that was deleted may lie packed beside its place: `<id>.jsonl.deleted.<time>.zst`. */
  #takeOverArchived(followed: FollowedFiles, found: ReadonlyMap<string, FileSource>): void {
    const path = /^.+?\.jsonl(?=\.)/.exec(followed.key)?.[0] ?? '';
    const former = found.has(path) ? undefined : this.#sources.get(path);
    for (const { identity } of former?.files ?? []) former?.giveFileTo(followed, identity);
  }

  #addStream(source: Source): void {
    if (!this.#streams.has(source.name))
      this.#streams.set(source.name, new FollowedStream(source, this.#context.wake));
  }
}
