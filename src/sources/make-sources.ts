import { basename, dirname, join } from 'node:path';
import type { Source, SourceGap, SourceKind } from '../model/source.ts';
import { agreedKind } from './agreed-kind.ts';
import { compareText } from './compare-text.ts';
import { databaseSources } from './database/database-sources.ts';
import type { FoundDatabase } from './database/found-database.ts';
import { fileSource } from './file-source.ts';
import type { FoundFile, IgnoredFile } from './found.ts';
import type { GatewayFolder } from './gateway-folder.ts';
import type { OpenOptions } from './open-options.ts';
import { groupRotations, type RotationSet } from './rotation.ts';
import { readSessionIndex, type SessionEntry, type SessionIndex } from './session-index.ts';
import { withoutCopies } from './without-copies.ts';

export interface Made {
  readonly sources: readonly Source[];
  readonly problems: readonly SourceGap[];
  readonly databases: readonly FoundDatabase[];
  readonly empty: readonly SourceKind[];
  /** Copies of files that are read. */
  readonly ignored: readonly IgnoredFile[];
  /** Paths of those copies. */
  readonly closed: ReadonlySet<string>;
  /** What was left closed on purpose, in numbers. */
  readonly counted: readonly string[];
}

type MakeOptions = OpenOptions & { readonly gateways: readonly GatewayFolder[] };

/** One source for each file, or rotation set of files. */
export async function makeSources(files: readonly FoundFile[], options: MakeOptions): Promise<Made> {
  const maker = new SourceMaker(options);
  const { transcripts = true } = options;
  const isTranscript = (file: FoundFile) => file.kind === 'transcript';
  const sessions = files.filter(isTranscript);
  const sets = groupRotations(files.filter((file) => !isTranscript(file) && !file.database));
  for (const file of transcripts ? sessions : []) sets.push({ files: [file], missing: [] });
  for (const set of sets) await maker.add(set);
  await maker.addDatabases(files.filter(({ database }) => database));
  return maker.finish(transcripts ? 0 : sessions.length);
}

class SourceMaker {
  readonly #options: MakeOptions;
  readonly #gatewayNames: ReadonlyMap<string, string>;
  readonly #made: { readonly path: string; readonly source: Source }[] = [];
  readonly #problems: SourceGap[] = [];
  readonly #copies: IgnoredFile[] = [];
  readonly #indexes = new Map<string, SessionIndex>();
  #databases: readonly FoundDatabase[] = [];
  #empty: readonly SourceKind[] = [];
  #tooOld = 0;

  constructor(options: MakeOptions) {
    this.#options = options;
    this.#gatewayNames = new Map(options.gateways.map(({ folder, name }) => [folder, name]));
  }

  async add({ files: all, missing }: RotationSet<FoundFile>): Promise<void> {
    const { files, copies } = await withoutCopies(this.#recent(all));
    this.#copies.push(...copies);
    const newest = files.at(-1);
    if (newest === undefined) return;
    const source = fileSource({
      name: newest.name,
      files,
      gaps: missing.map(({ names, before }) => hole(newest.name, names, all[before])),
      ...(await this.#placeFacts(files, newest)),
      ...this.#diskFacts(files, newest),
    });
    this.#made.push({ path: newest.path, source });
  }

  async addDatabases(files: readonly FoundFile[]): Promise<void> {
    this.#databases = files.map((file) => ({ ...file, gateway: this.#gatewayOf(file) }));
    if (this.#options.databases === 'listed') return;
    const { sources, problems, empty, ignored } = await databaseSources(this.#databases, this.#options);
    this.#made.push(...sources);
    this.#problems.push(...problems);
    this.#copies.push(...ignored);
    this.#empty = empty;
  }

  finish(closedTranscripts: number): Made {
    const sorted = this.#made.sort((a, b) => compareText(a.path, b.path));
    return {
      sources: sorted.map(({ source }) => source),
      problems: this.#problems,
      databases: this.#databases,
      empty: this.#empty,
      ignored: this.#copies,
      closed: new Set(this.#copies.map(({ path }) => path)),
      counted: [...this.#countOld(), ...countClosed(closedTranscripts)],
    };
  }

  #recent(files: readonly FoundFile[]): readonly FoundFile[] {
    const { oldest = Number.NEGATIVE_INFINITY } = this.#options;
    const recent = files.filter(({ modified }) => modified === undefined || modified >= oldest);
    this.#tooOld += files.length - recent.length;
    return recent;
  }

  async #placeFacts(files: readonly FoundFile[], newest: FoundFile) {
    const kind = await agreedKind(files);
    const { agentId, sessionId } = newest;
    if (agentId === undefined || sessionId === undefined) return kind === undefined ? {} : { kind };
    return { kind: 'transcript' as const, agentId, sessionId, ...(await this.#sessionOf(newest, sessionId)) };
  }

  async #sessionOf(file: FoundFile, sessionId: string): Promise<SessionEntry | undefined> {
    const folder = dirname(file.path);
    let index = this.#indexes.get(folder);
    if (index === undefined) {
      index = await readSessionIndex(folder, join(dirname(file.name), 'sessions.json'));
      this.#indexes.set(folder, index);
      if (index.problem) this.#problems.push(index.problem);
    }
    return index.find({ fileName: basename(file.path), sessionId });
  }

  #diskFacts(files: readonly FoundFile[], newest: FoundFile) {
    const { limit } = this.#options;
    const gateway = this.#gatewayOf(newest);
    const size = files.reduce((sum, file) => sum + (file.size ?? Number.NaN), 0);
    return {
      ...(gateway !== undefined && { gateway }),
      ...(Number.isNaN(size) ? {} : { size }),
      ...(limit !== undefined && { limit }),
      ...(files.some(({ given }) => given) ? {} : { found: true }),
    };
  }

  #gatewayOf({ stateFolder }: FoundFile): string | undefined {
    const { gateways } = this.#options;
    const only = gateways.length === 1 ? gateways[0]?.name : undefined;
    return this.#gatewayNames.get(stateFolder ?? '') ?? only;
  }

  #countOld(): string[] {
    const { oldest } = this.#options;
    if (this.#tooOld === 0 || oldest === undefined) return [];
    return [`${this.#tooOld} files last written before ${new Date(oldest).toISOString()}, not opened`];
  }
}

function countClosed(transcripts: number): string[] {
  return transcripts === 0 ? [] : [`${transcripts} transcripts, left closed`];
}

function hole(name: string, names: string, before: FoundFile | undefined): SourceGap {
  const note = `${names} is not there, though an older archive is`;
  return { kind: 'rotation', name, note, ...(before && { before: before.name }) };
}
