import type { EnabledDetector, Engine, PostureOf } from '../../engine/engine.ts';
import type { AuditEvent } from '../../model/event.ts';
import type { LearnedRecord } from '../../state/learned/learned-record.ts';
import type { RunSettings } from '../settings.ts';
import { withAccepted } from './accepted.ts';
import { Lessons } from './lessons.ts';
import { recalling } from './recalling.ts';

export interface Class {
  readonly engine: Engine;
  readonly detectors: readonly EnabledDetector[];
  readonly posture: PostureOf;
  readonly now: number;
}

/** What was learned, for one run: its engine knows it, and what is new in its evidence is added. */
export class UsedLearned {
  readonly #record: LearnedRecord;
  #lessons: Lessons | undefined;

  constructor(record: LearnedRecord) {
    this.#record = record;
  }

  /** Returns what is to be called with each event, before the engine sees it. */
  begin({ engine, ...options }: Class): (event: AuditEvent) => void {
    const { books } = this.#record.learned;
    const recall = recalling(engine, options.detectors, books);
    const lessons = new Lessons(books, options);
    this.#lessons = lessons;
    return (event) => {
      recall(event);
      lessons.push(event);
    };
  }

  /** With what was accepted beside what the settings suppress. */
  settings<S extends Pick<RunSettings, 'suppressedBy'>>(settings: S): S {
    return withAccepted(settings, this.#record.learned.accepted);
  }

  /** Writes once what was new. */
  async save(): Promise<void> {
    if (!this.#lessons || this.#lessons.events === 0) return;
    await this.#record.write({ ...this.#record.learned, books: this.#lessons.close() });
  }
}
