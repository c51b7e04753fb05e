import { gzipSync } from 'node:zlib';
import { type ArchiveFacts, noFacts } from './archive-facts.ts';
import { type ArchivedEvent, encodeEvent } from './archived-event.ts';

const memberLength = 1_000_000;

/** A day while it is collected: compressed as it grows, so that it stays small. */
export class ArchiveDay {
  readonly #most: number;
  readonly #members: Buffer[] = [];
  #lines: string[] = [];
  #length = 0;
  #events = 0;
  #left = 0;

  constructor(most: number) {
    this.#most = most;
  }

  get events(): number {
    return this.#events;
  }

  /** Something came since the last call of `take`. */
  get grown(): boolean {
    return this.#lines.length > 0 || this.#members.length > 0;
  }

  get left(): number {
    return this.#left;
  }

  add(event: ArchivedEvent): void {
    if (this.#events >= this.#most) {
      this.#left++;
      return;
    }
    this.#events++;
    this.#line(encodeEvent(event));
  }

  /** All that came since the last call, as members of a gzip file. */
  take(facts: ArchiveFacts = noFacts): Buffer {
    this.#line(JSON.stringify({ ...facts, left: Math.max(facts.left, this.#left) }));
    this.#compress();
    return Buffer.concat(this.#members.splice(0));
  }

  #line(line: string): void {
    this.#lines.push(line);
    this.#length += line.length;
    if (this.#length >= memberLength) this.#compress();
  }

  #compress(): void {
    if (this.#lines.length === 0) return;
    this.#members.push(gzipSync(`${this.#lines.join('\n')}\n`, { level: 4 }));
    this.#lines = [];
    this.#length = 0;
  }
}
