import { describeEvent } from '../../facts/describe-event.ts';
import type { AuditEvent } from '../../model/event.ts';
import type { Moment } from '../../reporters/investigation/investigation.ts';

/** As many from the beginning as from the end. */
const mostOfEach = 100;

interface Step {
  readonly event: AuditEvent;
  readonly followed: boolean;
}

/** The first and the last of the records that come, and how many there were between them. */
export class Course {
  readonly #first: Step[] = [];
  #last: Step[] = [];
  #count = 0;

  add(event: AuditEvent, followed: boolean): void {
    this.#count++;
    if (this.#first.length < mostOfEach) this.#first.push({ event, followed });
    else this.#last.push({ event, followed });
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

function momentOf({ event, followed }: Step): Moment {
  const { time, type, gateway, source, trust } = event;
  return { time, type, gateway, source, trust, followed, text: describeEvent(inFields(event)) };
}

/** The fields of these say more than the record as it was written: the target, the arguments. */
function inFields(event: AuditEvent): AuditEvent {
  const { type, text } = event;
  const better =
    type === 'toolExecution' || (type === 'sessionAccess' && event.targetSessionKey !== undefined);
  return better || text?.startsWith('{') ? { ...event, text: '' } : event;
}
