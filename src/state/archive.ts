import { mkdir, open } from 'node:fs/promises';
import { join } from 'node:path';
import { fingerprint } from '../facts/fingerprint.ts';
import type { AuditEvent } from '../model/event.ts';
import type { SourceKind } from '../model/source.ts';
import { ArchiveDay } from './archive-day.ts';
import { archiveDay, dayPath, daySpan, forgetDays } from './archive-days.ts';
import { type ArchiveFacts, factsWithin, noFacts } from './archive-facts.ts';
import { EventNames, placeOf } from './archive-key.ts';
import { ArchiveReader } from './archive-reader.ts';
import { mostEventsOfDay } from './archive-writer.ts';
import { realDisk } from './disk.ts';
import { type Lock, takeLock } from './lock.ts';
import { replaceFile } from './replace-file.ts';

const mostDays = 400;
/** So long after its end a day may still be added to. */
const settling = 3_600_000;

/** One gateway's archive while it is followed: events are added at the end of their day. One writer at a time. */
export class EventArchive {
  readonly #folder: string;
  readonly #lock: Lock;
  readonly #most: number;
  /** By the name of the source. */
  readonly #names = new Map<string, EventNames>();
  readonly #days = new Map<string, ArchiveDay>();
  readonly #whole = new Set<string>();
  #packing: string | undefined;

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
    this.#dayAt(event.time).add({ name: names.nameOf(event), kind, event });
  }

  /** Resolves when all that was added is on the disk. `watched` says when logs were read, also in silence. */
  async flush(facts: ArchiveFacts = noFacts): Promise<void> {
    this.#addSilentDays(facts);
    for (const [day, collected] of this.#days) {
      const own = factsWithin(facts, daySpan(day));
      if (day === this.#packing || (!collected.grown && own.watched.length === 0)) continue;
      if (!this.#whole.has(day)) await this.#tidy(day);
      this.#whole.add(day);
      await addToFile(dayPath(this.#folder, day), collected.take(own));
    }
    const old = [...this.#days.keys()].sort().slice(0, -2);
    for (const day of old) if (day !== this.#packing) this.#days.delete(day);
  }

  /**
   * Packs the days that were added to and ended well before `time`: what was added piece by piece takes less room,
   * and what stands there twice goes. Others may be added to meanwhile.
   */
  async pack(time: number): Promise<void> {
    if (this.#packing !== undefined) return;
    for (const day of [...this.#whole].filter((each) => daySpan(each).to + settling < time)) {
      this.#packing = day;
      this.#whole.delete(day);
      await this.#tidy(day, true).finally(() => {
        this.#packing = undefined;
      });
    }
  }

  /** Removes days that ended before then. */
  async forget(before: number): Promise<void> {
    await forgetDays(this.#folder, before);
  }

  async close(): Promise<void> {
    await this.flush();
    await this.#lock.release();
  }

  /**
   * A crash may have left half a member at the end of a day, and nothing after it could be read. What was added
   * since the position was saved is added once more, and so is all when the evidence is read anew.
   */
  async #tidy(day: string, anyway = false): Promise<void> {
    const reader = new ArchiveReader(this.#folder);
    const sound = new ArchiveDay(this.#most);
    const seen = new Set<number>();
    const { from, to } = daySpan(day);
    let twice = 0;
    for await (const batch of reader.read(from, to)) {
      for (const kept of batch) {
        const { name: file } = kept.event.source;
        const print = fingerprint(`${kept.name} ${file} ${placeOf(kept.event.source)}`);
        if (seen.has(print)) twice++;
        else sound.add(kept);
        seen.add(print);
      }
    }
    const facts = reader.facts.get(day);
    if (facts && (anyway || twice > 0 || facts.damage !== ''))
      await replaceFile(dayPath(this.#folder, day), sound.take(facts));
  }

  /** That nothing happened while it was watched is worth knowing. */
  #addSilentDays({ watched }: ArchiveFacts): void {
    for (const { from, to } of watched) {
      for (let time = from; time < to && this.#days.size < mostDays; time = daySpan(archiveDay(time)).to)
        this.#dayAt(time);
    }
  }

  #dayAt(time: number): ArchiveDay {
    const day = archiveDay(time);
    const collected = this.#days.get(day) ?? new ArchiveDay(this.#most);
    this.#days.set(day, collected);
    return collected;
  }
}

async function addToFile(path: string, bytes: Uint8Array): Promise<void> {
  const file = await open(path, 'a', 0o600);
  try {
    await file.writeFile(bytes);
    await file.sync();
  } finally {
    await file.close();
  }
}

export function lockArchive(folder: string): Promise<Lock> {
  return takeLock(join(folder, 'archive.lock'), realDisk);
}

/** A line that is still being written, or that this reading could not take in, is no lasting fact. */
export function isLasting(event: AuditEvent): boolean {
  return event.type !== 'evidenceGap' || !(passing.has(event.gap) || isOfReading(event));
}

/** The reader missed a file, or its end: it stands on no line. */
export function isOfReading({ source }: AuditEvent): boolean {
  return 'line' in source && source.line === 0;
}

const passing = new Set(['unreadable', 'oversize', 'evicted']);
