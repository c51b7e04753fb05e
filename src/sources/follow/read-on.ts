import type { Line } from '../../model/source.ts';
import { isPacked } from '../decompress.ts';
import { whyNotText } from '../text-only.ts';
import { readAtOf } from './open-files.ts';
import { readArchive } from './read-archive.ts';
import { readPlain } from './read-plain.ts';
import type { Reading } from './reading.ts';
import type { TrackedFile } from './tracked-file.ts';

/** The lines of a file from where it was left. Returns whether it was there to be read, and held what it held. */
export async function* readOn(file: TrackedFile, reading: Reading): AsyncGenerator<readonly Line[], boolean> {
  let complete = false;
  try {
    if (!file.print && !(await isTold(file, reading))) return false;
    file.dirty = false;
    if (file.refused) complete = true;
    else if (file.packed === undefined) complete = yield* readPlain(file, reading);
    else complete = yield* readArchive(file, reading);
  } finally {
    if (!complete) file.dirty = true;
  }
  if (complete && reading.last && !file.retry) file.finished = true;
  return complete;
}

/** Tells by its first bytes whether a file is compressed, or no text at all. */
async function isTold(file: TrackedFile, { files, gaps }: Reading): Promise<boolean> {
  const head = await files.use(file, (handle) => readAtOf(handle)(0, 512));
  if (!head) return false;
  delete file.packed;
  const packed = isPacked(head);
  if (packed) file.packed = 0;
  const note = packed ? undefined : whyNotText(head);
  if (note !== undefined && !file.refused) gaps.push({ kind: 'unreadable', name: file.name, note });
  file.refused = note !== undefined;
  return true;
}
