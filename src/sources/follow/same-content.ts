import { isPacked } from '../decompress.ts';
import { archiveBytes, archiveReadAt } from './archive-bytes.ts';
import { headBytes, isSame, markedBytes, type ReadAt } from './fingerprint.ts';
import { type OpenFiles, readAtOf } from './open-files.ts';
import { reachOf, type TrackedFile } from './tracked-file.ts';

/** Whether a file holds all that was read of another one; both may be compressed. */
export async function holds(candidate: TrackedFile, of: TrackedFile, files: OpenFiles): Promise<boolean> {
  const reach = reachOf(of);
  if (!of.print) return false;
  try {
    return isSame(await markedBytes(await readAtIn(candidate, files), reach), reach, of.print);
  } catch {
    return false;
  }
}

/** Whether all that a file holds is how another one begins: a copy of it, perhaps in the making. */
export async function isCopy(candidate: TrackedFile, of: TrackedFile, files: OpenFiles): Promise<boolean> {
  try {
    const readAt = await readAtIn(candidate, files);
    const readOriginalAt = await readAtIn(of, files);
    const first = await readAt(0, headBytes);
    if (first.length === 0 || !first.equals(await readOriginalAt(0, first.length))) return false;
    // Of an archive this takes time, and nearly all have differed by now.
    const size = await sizeOf(candidate, files);
    const { tail } = await markedBytes(readAt, size);
    return tail.equals((await markedBytes(readOriginalAt, size)).tail);
  } catch {
    return false;
  }
}

async function readAtIn(file: TrackedFile, files: OpenFiles): Promise<ReadAt> {
  if (await isCompressed(file, files)) return archiveReadAt(file, files);
  return async (start, length) =>
    (await files.use(file, (handle) => readAtOf(handle)(start, length))) ?? Buffer.alloc(0);
}

async function sizeOf(file: TrackedFile, files: OpenFiles): Promise<number> {
  if (!(await isCompressed(file, files)))
    return (await files.use(file, async (handle) => (await handle.stat()).size)) ?? 0;
  let size = 0;
  for await (const chunk of archiveBytes(file, { files, gaps: [] })) size += chunk.length;
  return size;
}

/** By its first bytes, whatever its name. */
export async function isCompressed(file: TrackedFile, files: OpenFiles): Promise<boolean> {
  const head = await files.use(file, (handle) => readAtOf(handle)(0, 4));
  return head !== undefined && isPacked(head);
}
