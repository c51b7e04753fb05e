import { archiveBytes, archiveReadAt } from './archive-bytes.ts';
import { isSame, markedBytes, type ReadAt } from './fingerprint.ts';
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

/** Whether a file begins as what was read of another one, up to where the shorter of them ends: a copy, perhaps in the making. */
export async function isCopy(candidate: TrackedFile, of: TrackedFile, files: OpenFiles): Promise<boolean> {
  try {
    const length = Math.min(await sizeOf(candidate, files), reachOf(of));
    const copy = await markedBytes(await readAtIn(candidate, files), length);
    const original = await markedBytes(await readAtIn(of, files), length);
    return length > 0 && copy.head.equals(original.head) && copy.tail.equals(original.tail);
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
  const magic = await files.use(file, (handle) => readAtOf(handle)(0, 2));
  return magic?.[0] === 0x1f && magic[1] === 0x8b;
}
