import type { AuditEvent } from '../../model/event.ts';
import type { Moment, Reach, Seen, Subject } from '../../reporters/investigation/investigation.ts';
import { Admissions } from './admissions.ts';
import { BlastRadius } from './blast-radius.ts';
import { Course, type Step } from './course.ts';
import { Followed } from './followed.ts';
import { names } from './subject.ts';
import { Telling } from './telling.ts';

/** So many records are told one by one; of more, those that carry the story. */
const fewRecords = 20;

/** Collects, in bounded memory, what records tell about one subject. */
export class CaseFile {
  readonly #names: (event: AuditEvent) => boolean;
  readonly #followed: Followed;
  readonly #radius = new BlastRadius();
  readonly admissions = new Admissions();
  readonly #course = new Course();
  readonly #telling = new Telling();
  readonly #story = new Course();
  #counts = { named: 0, followed: 0 };
  #first = Number.POSITIVE_INFINITY;
  #last = Number.NEGATIVE_INFINITY;

  constructor(subject: Subject) {
    this.#names = names(subject);
    this.#followed = new Followed(subject.kind);
  }

  /** With the finding that ties it to the subject, if one does. */
  push(event: AuditEvent, tiedBy?: string): void {
    if (this.#names(event)) {
      this.#counts.named++;
      this.#first = Math.min(this.#first, event.time);
      this.#last = Math.max(this.#last, event.time);
      this.#lead(event);
      this.#note({ event, followed: false });
    } else if (tiedBy !== undefined) {
      this.#lead(event);
      this.#follow({ event, tiedBy });
    } else if (this.#followed.has(event)) this.#follow({ event });
  }

  get seen(): Seen {
    const none = this.#counts.named === 0;
    return { ...this.#counts, first: none ? null : this.#first, last: none ? null : this.#last };
  }

  get reach(): Reach {
    return this.#radius.reach;
  }

  get course(): { readonly timeline: readonly Moment[]; readonly leftOut: number } {
    const short = this.#course.count > fewRecords && this.#story.count > 0;
    const { timeline, leftOut } = short ? this.#story : this.#course;
    return { timeline, leftOut: short ? this.#course.count - timeline.length : leftOut };
  }

  #lead(event: AuditEvent): void {
    for (const earlier of this.#followed.lead(event)) this.#follow({ event: earlier });
  }

  #follow(step: Omit<Step, 'followed'>): void {
    this.#counts.followed++;
    this.#note({ ...step, followed: true });
  }

  #note(step: Step): void {
    const { event } = step;
    this.#course.add(step);
    if (this.#telling.has(event)) this.#story.add(step);
    this.#radius.add(event);
    this.admissions.add(event);
  }
}
