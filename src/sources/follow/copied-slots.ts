import type { FollowContext } from './follow-context.ts';
import type { FollowedFiles } from './followed-files.ts';
import { holds, isCopy } from './same-content.ts';
import { isOpen, type Slot } from './slots.ts';
import type { TrackedFile } from './tracked-file.ts';

/** An older file that turns up, and is how a newer one begins, is being copied from it. */
export async function withoutCopiesOf(
  source: FollowedFiles,
  slots: readonly Slot[],
  context: FollowContext,
): Promise<readonly Slot[]> {
  const newest = slots.at(-1);
  const kept: Slot[] = [];
  for (const [index, slot] of slots.entries()) {
    const newer = slots.slice(index + 1);
    const written = newer.filter((other) => !other.file.packed && (other.known || other === newest));
    const isSuspect = isOpen(slot) && written.length > 0;
    if (!isSuspect || !(await isKnownCopy(slot, { source, written, context }))) kept.push(slot);
  }
  return kept;
}

interface Suspicion {
  readonly source: FollowedFiles;
  /** The newer files, which it may be a copy of. */
  readonly written: readonly Slot[];
  readonly context: FollowContext;
}

async function isKnownCopy({ found, file }: Slot, { source, written, context }: Suspicion): Promise<boolean> {
  if (found.size === 0 || source.isKnownCopy(found)) return true;
  for (const other of written) {
    if (!(await isCopyOf(file, other.file, context))) continue;
    source.noteCopy(found);
    return true;
  }
  return false;
}

/** Of what a file holds, or held: it may have been emptied this very moment, which the next look will see. */
async function isCopyOf(
  file: TrackedFile,
  other: TrackedFile,
  { files, lookAgain }: FollowContext,
): Promise<boolean> {
  if (await isCopy(file, other, files)) return true;
  if (!(await holds(file, other, files)) || (await holds(other, other, files))) return false;
  lookAgain();
  return true;
}
