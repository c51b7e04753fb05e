import { createHash } from 'node:crypto';
import { type EnabledDetector, Engine, type PostureOf } from '../../engine/engine.ts';
import type { AuditEvent } from '../../model/event.ts';
import type { Json } from '../../model/json.ts';
import type { Learning } from '../../model/learning.ts';
import type { Book } from '../../state/learned/learned.ts';
import { latest } from '../../state/learned/versions.ts';
import { type Entries, OpenBook } from './open-book.ts';

export interface StudentOptions {
  readonly enabled: EnabledDetector;
  readonly learning: Learning;
  /** Those of this detector. */
  readonly books: readonly Book[];
  readonly posture: PostureOf;
  /** What lies after it is learned when its time is over. */
  readonly now: number;
}

/** One detector that learns what is new, whatever else is judged again. */
export class Student {
  readonly #options: StudentOptions;
  readonly #engine: Engine;
  readonly #hash: string;
  readonly #books = new Map<string, OpenBook>();
  events = 0;

  constructor(options: StudentOptions) {
    const { enabled, books, posture } = options;
    this.#options = options;
    this.#engine = new Engine([enabled], {}, posture);
    this.#hash = hashOf(enabled.options);
    for (const book of books) this.#resume(book);
  }

  push(event: AuditEvent): void {
    const book = this.#bookOf(event.gateway);
    if (!book.admits(event) || event.time > this.#options.now) return;
    if (book.turnsPage(event, this.#options.now)) book.keep(this.#entriesOf(event.gateway));
    this.#engine.push(event);
    book.note(event);
    this.events++;
  }

  /** All its books; those of gateways that nothing new was heard of are as they were. */
  close(): readonly Book[] {
    const before = new Map(this.#options.books.map((book) => [book.gateway, book]));
    return [...this.#books].flatMap(([gateway, book]) => {
      if (!book.grew) return before.get(gateway) ?? [];
      book.keep(this.#entriesOf(gateway));
      return book.close();
    });
  }

  #resume(book: Book): void {
    const { enabled, learning } = this.#options;
    for (const [memory, { rest }] of Object.entries(learning.memories)) {
      const habits = book.habits.filter((habit) => habit.memory === memory);
      const now = (value: Json) => (book.options === this.#hash ? value : rest(value));
      const entries = habits.map(
        ({ key, versions }) => [key, now(structuredClone(latest(versions)))] as const,
      );
      this.#engine.recall(enabled.detector.meta.id, memory, entries);
    }
    this.#books.set(book.gateway, new OpenBook({ ...book, options: this.#hash }));
  }

  #bookOf(gateway: string): OpenBook {
    const known = this.#books.get(gateway);
    if (known) return known;
    const detector = this.#options.enabled.detector.meta.id;
    const book = new OpenBook({
      ...{ detector, gateway, options: this.#hash },
      ...{ since: null, mark: null, habits: [] },
    });
    this.#books.set(gateway, book);
    return book;
  }

  #entriesOf(gateway: string): Entries {
    const { enabled, learning } = this.#options;
    return Object.entries(learning.memories).flatMap(([memory, { keep }]) =>
      this.#engine
        .remembered(enabled.detector.meta.id, memory)
        .filter(([key]) => key === gateway || key.startsWith(`${gateway}\n`))
        .map(([key, value]) => ({ memory, key, value: keep(value) })),
    );
  }
}

export function hashOf(options: unknown): string {
  return createHash('sha256')
    .update(JSON.stringify(options) ?? '')
    .digest('hex')
    .slice(0, 16);
}
