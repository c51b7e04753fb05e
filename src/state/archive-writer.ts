import { mkdir } from 'node:fs/promises';
import { ArchiveDay } from './archive-day.ts';
import { archiveDay, dayPath, daySpan } from './archive-days.ts';
import { type ArchiveFacts, factsWithin, joinFacts, noFacts } from './archive-facts.ts';
import type { ArchivedEvent } from './archived-event.ts';
import { replaceFile } from './replace-file.ts';

/** A day has room for so many events. */
export const mostEventsOfDay = 2_000_000;

const mostDays = 400;

/** Writes days anew: what was kept and what the evidence told now, already made one by the caller. */
export class ArchiveWriter {
  readonly #folder: string;
  readonly #most: number;
  readonly #isOpen: (day: string) => boolean;
  readonly #days = new Map<string, ArchiveDay>();
  #span = '';
  #day: ArchiveDay | undefined;

  /** Days that are not open stay as they are. */
  constructor(folder: string, isOpen: (day: string) => boolean, most = mostEventsOfDay) {
    this.#folder = folder;
    this.#isOpen = isOpen;
    this.#most = most;
  }

  add(event: ArchivedEvent): void {
    const day = archiveDay(event.event.time);
    if (day !== this.#span) {
      this.#span = day;
      this.#day = this.#isOpen(day) ? (this.#days.get(day) ?? new ArchiveDay(this.#most)) : undefined;
      if (this.#day) this.#days.set(day, this.#day);
    }
    this.#day?.add(event);
  }

  /** Each day in a new file that takes the name when it is whole; a day about which nothing is new stays. */
  async write(facts: ArchiveFacts, kept: KeptDays): Promise<void> {
    this.#addSilentDays(facts);
    for (const [day, collected] of this.#days) {
      const before = kept.facts.get(day);
      const after = {
        ...joinFacts(before ?? noFacts, factsWithin(facts, daySpan(day))),
        left: collected.left,
      };
      const grown = collected.events > (kept.events.get(day) ?? 0);
      if (!grown && JSON.stringify(after) === JSON.stringify(before)) continue;
      await mkdir(this.#folder, { recursive: true, mode: 0o700 });
      await replaceFile(dayPath(this.#folder, day), collected.take(after));
    }
  }

  /** That nothing happened while it was watched is worth knowing. */
  #addSilentDays({ watched }: ArchiveFacts): void {
    for (const { from, to } of watched) {
      for (let time = from; time < to && this.#days.size < mostDays; time = daySpan(archiveDay(time)).to) {
        const day = archiveDay(time);
        if (this.#isOpen(day) && !this.#days.has(day)) this.#days.set(day, new ArchiveDay(this.#most));
      }
    }
  }
}

/** What stands in the archive already, by day. */
export interface KeptDays {
  readonly facts: ReadonlyMap<string, ArchiveFacts>;
  readonly events: ReadonlyMap<string, number>;
}
