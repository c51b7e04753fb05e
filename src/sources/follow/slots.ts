import { realpath } from 'node:fs/promises';
import type { FoundFile } from '../found.ts';
import type { MaybeSibling } from './siblings.ts';
import { newFile, type TrackedFile } from './tracked-file.ts';

/** A file as it lies on disk, and what is remembered of it. */
export interface Slot {
  readonly found: FoundFile;
  /** With links resolved. */
  readonly path: string;
  file: TrackedFile;
  /** Followed before this look. */
  readonly known: boolean;
  /** Nothing to do with this log, unless it is newer than something that has. */
  readonly stranger: boolean;
}

/** A slot for each file found; which it is, is decided by its identity for now. */
export async function slotsOf(
  tracked: readonly TrackedFile[],
  found: readonly MaybeSibling[],
  now: number,
): Promise<Slot[]> {
  const former = new Map(tracked.map((file) => [file.identity, file]));
  const slots: Slot[] = [];
  for (const one of unique(found)) {
    const path = one.linked ? await realpath(one.path).catch(() => one.path) : one.path;
    const file = former.get(one.identity ?? '');
    const known = file !== undefined;
    const stranger = one.sibling === true && !known;
    slots.push({ found: one, path, known, stranger, file: file ?? newFile({ ...one, path }, now) });
  }
  return slots;
}

/** A second name of a file adds nothing. */
function unique(found: readonly MaybeSibling[]): Iterable<MaybeSibling> {
  const files = new Map<string | undefined, MaybeSibling>();
  for (const file of found) if (!files.has(file.identity)) files.set(file.identity, file);
  return files.values();
}

/** Nothing was read of it: it may turn out to be a copy, or another name, of a file that was. */
export function isOpen({ file }: Slot): boolean {
  return file.print === undefined;
}

/** The remembered file lies here now. */
export function settleIn(slot: Slot, file: TrackedFile): void {
  slot.file = file;
  file.name = slot.found.name;
  file.path = slot.path;
  file.identity = slot.found.identity ?? '';
  file.lost = false;
  file.settled = false;
  delete file.goneSince;
}
