import { documentKinds, type Source } from '../../model/source.ts';
import { compareText } from '../compare-text.ts';
import type { FileSource } from '../file-source.ts';
import type { FoundFile } from '../found.ts';
import type { Opened } from '../opened.ts';
import { rotationSetOf } from '../rotation.ts';
import { arrangeFiles } from './arrange-files.ts';
import type { FollowContext } from './follow-context.ts';
import { FollowedFiles } from './followed-files.ts';
import { FollowedStream } from './followed-stream.ts';
import type { SavedFollow } from './saved-follow.ts';
import { withSiblings } from './siblings.ts';
import { restoredFile, savedFile, type TrackedFile } from './tracked-file.ts';

/** All sources that are followed, and the place in each of their files. */
export class Catalogue {
  readonly #context: FollowContext;
  #sources = new Map<string, FollowedFiles>();
  readonly #streams = new Map<string, FollowedStream>();

  constructor(context: FollowContext, saved?: SavedFollow) {
    this.#context = context;
    for (const { key, name, files } of saved?.sources ?? []) {
      this.#sourceOf(key, name).files = files.map(restoredFile);
    }
  }

  /** In the order in which they were found. */
  get sources(): readonly (FollowedFiles | FollowedStream)[] {
    return [...this.#sources.values(), ...this.#streams.values()];
  }

  get files(): readonly TrackedFile[] {
    return [...this.#sources.values()].flatMap(({ files }) => files);
  }

  get hotFiles(): readonly TrackedFile[] {
    return [...this.#sources.values()].flatMap(({ hotFiles }) => hotFiles);
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
  }

  async #arrange(followed: FollowedFiles, files: readonly FoundFile[]): Promise<void> {
    const all = followed.given ? await withSiblings(files, followed.given) : files;
    await arrangeFiles(followed, all, this.#context);
  }

  save(): SavedFollow {
    const sorted = [...this.#sources.values()].sort((a, b) => compareText(a.key, b.key));
    const sources = sorted.map(({ key, source, files }) => ({
      key,
      name: source.name,
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

function isFileSource(source: Source): source is FileSource {
  if (!('files' in source) || isDocument(source)) return false;
  return Array.isArray(source.files) && source.files.every(hasIdentity);
}

function isDocument({ kind }: Source): boolean {
  return kind !== undefined && documentKinds.includes(kind);
}

/** Tables of a database do not grow at their end. */
function isStream(source: Source): boolean {
  return !isFileSource(source) && !isDocument(source) && source.table === undefined;
}

function hasIdentity({ identity }: FoundFile): boolean {
  return identity !== undefined;
}

/** The same while its files come and go. */
function keyOf({ files }: FileSource): string {
  const [first] = files;
  if (!first) return '';
  return first.kind === 'transcript' ? first.path : rotationSetOf(first.path);
}
