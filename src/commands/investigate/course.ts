import { describeEvent } from '../../facts/describe-event.ts';
import type { AuditEvent } from '../../model/event.ts';
import type { Moment } from '../../reporters/investigation/investigation.ts';

/** As many from the beginning as from the end. */
const mostOfEach = 100;

export interface Step {
  readonly event: AuditEvent;
  readonly followed: boolean;
  readonly tiedBy?: string | undefined;
}

/** The first and the last of the records that come, and how many there were between them. */
export class Course {
  readonly #first: Step[] = [];
  #last: Step[] = [];
  #count = 0;

  add(step: Step): void {
    this.#count++;
    if (this.#first.length < mostOfEach) this.#first.push(step);
    else this.#last.push(step);
    if (this.#last.length >= 2 * mostOfEach) this.#last = this.#last.slice(-mostOfEach);
  }

  get count(): number {
    return this.#count;
  }

  get leftOut(): number {
    return this.#count - this.#steps.length;
  }

  get timeline(): readonly Moment[] {
    return this.#steps.map(momentOf).sort((a, b) => a.time - b.time);
  }

  get #steps(): readonly Step[] {
    return [...this.#first, ...this.#last.slice(-mostOfEach)];
  }
}

function momentOf({ event, followed, tiedBy }: Step): Moment {
  const { time, type, gateway, source, trust } = event;
  return {
    time,
    type,
    gateway,
    source,
    trust,
    followed,
    tiedBy: tiedBy ?? null,
    text: describeEvent(inFields(event)),
  };
}

/** The fields of these say more than the record as it was written: the target, the arguments. */
function inFields(event: AuditEvent): AuditEvent {
  const { type } = event;
  const better =
    type === 'toolExecution' || (type === 'sessionAccess' && event.targetSessionKey !== undefined);
  return better ? { ...event, text: '' } : event;
}
