import { stat } from 'node:fs/promises';
import { identityOf } from '../open-file.ts';
import type { FollowContext } from './follow-context.ts';
import { noteOnDisk, seenOf, type TrackedFile } from './tracked-file.ts';

/** Looks at one file: whether it grew, and still lies where it lay. */
export async function glance(file: TrackedFile, { files, now, lookAgain }: FollowContext): Promise<void> {
  const { path, identity, endingSince } = file;
  const stats =
    endingSince !== undefined && files.isOpen(file)
      ? await files.use(file, (handle) => handle.stat({ bigint: true }))
      : await stat(path, { bigint: true }).catch(() => undefined);
  if (stats && identityOf(stats) === identity) noteOnDisk(file, seenOf(stats), now());
  else if (endingSince === undefined) lookAgain();
}
