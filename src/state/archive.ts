import { mkdir, open } from 'node:fs/promises';
import { join } from 'node:path';
import type { AuditEvent } from '../model/event.ts';
import type { SourceKind } from '../model/source.ts';
import { ArchiveDay } from './archive-day.ts';
import { archiveDay, dayPath, daySpan, forgetDays } from './archive-days.ts';
import { type ArchiveFacts, factsWithin, noFacts } from './archive-facts.ts';
import { EventNames } from './archive-key.ts';
import { ArchiveReader } from './archive-reader.ts';
import { mostEventsOfDay } from './archive-writer.ts';
import { realDisk } from './disk.ts';
import { type Lock, takeLock } from './lock.ts';
import { replaceFile } from './replace-file.ts';

/** One gateway's archive while it is followed: events are added at the end of their day. One writer at a time. */
export class EventArchive {
  readonly #folder: string;
  readonly #lock: Lock;
  readonly #most: number;
  /** By the name of the source. */
  readonly #names = new Map<string, EventNames>();
  readonly #days = new Map<string, ArchiveDay>();
  readonly #whole = new Set<string>();

  private constructor(folder: string, lock: Lock, most: number) {
    this.#folder = folder;
    this.#lock = lock;
    this.#most = most;
  }

  /** `folder` is the gateway's, below `archiveRoot`. Throws StateError LOCKED. */
  static async open(folder: string, most = mostEventsOfDay): Promise<EventArchive> {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    return new EventArchive(folder, await lockArchive(folder), most);
  }

  /** Takes the event as its parser gave it: call it before the linker, which completes events in place. */
  append(event: AuditEvent, kind: SourceKind): void {
    if (!isLasting(event)) return;
    const { name: file } = event.source;
    const names = this.#names.get(file) ?? new EventNames();
    this.#names.set(file, names);
    this.#dayOf(event).add({ name: names.nameOf(event), kind, event });
  }

  /** Resolves when all that was added is on the disk. `watched` says when logs were read, also in silence. */
  async flush(facts: ArchiveFacts = noFacts): Promise<void> {
    for (const [day, collected] of this.#days) {
      if (!collected.grown) continue;
      await this.#mend(day);
      const bytes = collected.take(factsWithin(facts, daySpan(day)));
      const file = await open(dayPath(this.#folder, day), 'a', 0o600);
      try {
        await file.writeFile(bytes);
        await file.sync();
      } finally {
        await file.close();
      }
    }
    for (const day of [...this.#days.keys()].sort().slice(0, -2)) this.#days.delete(day);
  }

  /** Removes days that ended before then. */
  async forget(before: number): Promise<void> {
    await forgetDays(this.#folder, before);
  }

  async close(): Promise<void> {
    await this.flush();
    await this.#lock.release();
  }

  /** A crash may have left half a member at the end of a day: nothing after it could be read. */
  async #mend(day: string): Promise<void> {
    if (this.#whole.has(day)) return;
    this.#whole.add(day);
    const reader = new ArchiveReader(this.#folder);
    const sound = new ArchiveDay(this.#most);
    const { from, to } = daySpan(day);
    for await (const batch of reader.read(from, to)) for (const event of batch) sound.add(event);
    const facts = reader.facts.get(day);
    if (facts && facts.damage !== '') await replaceFile(dayPath(this.#folder, day), sound.take(facts));
  }

  #dayOf({ time }: AuditEvent): ArchiveDay {
    const day = archiveDay(time);
    const collected = this.#days.get(day) ?? new ArchiveDay(this.#most);
    this.#days.set(day, collected);
    return collected;
  }
}

export function lockArchive(folder: string): Promise<Lock> {
  return takeLock(join(folder, 'archive.lock'), realDisk);
}

/** A line that is still being written, or that this reading could not take in, is no lasting fact. */
export function isLasting(event: AuditEvent): boolean {
  return event.type !== 'evidenceGap' || !passing.has(event.gap);
}

const passing = new Set(['unreadable', 'oversize', 'evicted']);
