import { stat } from 'node:fs/promises';
import type { Line, Source, SourceGap } from '../../model/source.ts';
import type { FileSource } from '../file-source.ts';
import { identityOf } from '../open-file.ts';
import { readLines } from '../read-lines.ts';
import { readSmallText } from '../read-small-text.ts';
import type { FollowContext } from './follow-context.ts';
import type { FollowedSource } from './followed-source.ts';

/** What a parser takes in of one document. */
const largest = 8 * 1024 * 1024;
/** So long a document that is no JSON may be in the making. */
const inTheMaking = 1000;

/** A file that is written anew as a whole: whenever it changed, all of it is read again. */
export class FollowedDocument implements FollowedSource {
  readonly key: string;
  readonly source: Source;
  readonly #context: FollowContext;
  readonly #gaps: SourceGap[] = [];
  #path: string;
  /** Of what was read last. */
  #stamp = '';
  #brokenSince: number | undefined;
  #text: string | undefined;

  constructor(key: string, { files, gaps: _, ...facts }: FileSource, context: FollowContext) {
    this.key = key;
    this.#context = context;
    this.#path = files[0]?.path ?? '';
    this.source = { ...facts, gaps: [], read: () => this.read() };
  }

  get hasNews(): boolean {
    return this.#text !== undefined || this.#gaps.length > 0;
  }

  /** Reads it when it is another one than last time. */
  async look(): Promise<void> {
    const stats = await stat(this.#path, { bigint: true }).catch(() => undefined);
    const stamp = stats ? `${identityOf(stats)} ${stats.size} ${stats.mtimeNs} ${stats.ctimeNs}` : '';
    if (stamp === this.#stamp) return;
    if (stats === undefined) {
      this.#stamp = stamp;
      return;
    }
    const { name } = this.source;
    const { text, problem } = await readSmallText({ path: this.#path, name, limit: largest });
    if (text !== undefined && this.#isInTheMaking(text)) return;
    this.#stamp = stamp;
    this.#text = text;
    if (problem) this.#gaps.push(problem);
  }

  async *read(): AsyncGenerator<readonly Line[]> {
    const text = this.#text;
    this.#text = undefined;
    if (text === undefined) return;
    const { limit } = this.#context;
    yield* readLines(once(Buffer.from(text)), { name: this.source.name, gaps: this.#gaps, limit });
  }

  takeGaps(): readonly SourceGap[] {
    return this.#gaps.splice(0);
  }

  /** Who does not replace a file but writes over it leaves half of it for a moment. */
  #isInTheMaking(text: string): boolean {
    if (isJson(text)) {
      this.#brokenSince = undefined;
      return false;
    }
    const now = this.#context.now();
    this.#brokenSince ??= now;
    return now - this.#brokenSince < inTheMaking;
  }
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

async function* once(bytes: Buffer): AsyncGenerator<Buffer> {
  yield bytes;
}
