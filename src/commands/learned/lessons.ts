import type { EnabledDetector, PostureOf } from '../../engine/engine.ts';
import type { AuditEvent } from '../../model/event.ts';
import type { Book } from '../../state/learned/learned.ts';
import { Student } from './student.ts';

export interface LessonsOptions {
  readonly detectors: readonly EnabledDetector[];
  readonly posture: PostureOf;
  readonly now: number;
}

/** What one reading of the evidence teaches the detectors that learn. */
export class Lessons {
  readonly #books: readonly Book[];
  readonly #students: ReadonlyMap<string, Student>;

  constructor(books: readonly Book[], { detectors, posture, now }: LessonsOptions) {
    this.#books = books;
    this.#students = new Map(
      detectors.flatMap((enabled) => {
        const { meta, learning } = enabled.detector;
        if (!learning) return [];
        const own = books.filter(({ detector }) => detector === meta.id);
        return [[meta.id, new Student({ enabled, learning, books: own, posture, now })] as const];
      }),
    );
  }

  push(event: AuditEvent): void {
    for (const student of this.#students.values()) student.push(event);
  }

  /** Events that were new to a detector. */
  get events(): number {
    return Math.max(0, ...[...this.#students.values()].map(({ events }) => events));
  }

  /** All books; those of detectors that did not run are as they were. */
  close(): readonly Book[] {
    const others = this.#books.filter(({ detector }) => !this.#students.has(detector));
    return [...others, ...[...this.#students.values()].flatMap((student) => student.close())];
  }
}
