import type { AuditEvent } from '../../model/event.ts';
import { EventNames } from '../../state/archive-key.ts';

/** Of what a document does not tell any more, so much is remembered: it may tell it again. */
const mostRemembered = 5_000;

/** What a document told, which tells all of it again whenever a part of it changes. */
export class ToldEvents {
  #before: ReadonlySet<string> = new Set();
  #now: Set<string>;
  #names = new EventNames();

  constructor(saved: readonly string[] = []) {
    this.#now = new Set(saved);
  }

  /** It is read anew. */
  begin(): void {
    this.#before = new Set(this.save());
    this.#now = new Set();
    this.#names = new EventNames();
  }

  isNew(event: AuditEvent): boolean {
    const name = this.#nameOf(event);
    this.#now.add(name);
    return !this.#before.has(name);
  }

  save(): readonly string[] {
    const gone = [...this.#before].filter((name) => !this.#now.has(name) && !name.startsWith(gapMark));
    return [...this.#now, ...gone.slice(0, Math.max(0, mostRemembered - this.#now.size))];
  }

  /** A gap has the time at which it was met: that the document is broken is said once, as long as it is. */
  #nameOf(event: AuditEvent): string {
    if (event.type === 'evidenceGap') return `${gapMark}${event.gap} ${event.note}`;
    return this.#names.nameOf(event);
  }
}

const gapMark = 'gap: ';
