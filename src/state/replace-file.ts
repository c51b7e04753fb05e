import { dirname } from 'node:path';
import { type Disk, realDisk } from './disk.ts';
import { hasCode } from './state-error.ts';

/** A crash, a power cut or a full disk leaves either the old file or the new one, whole. One writer at a time. */
export async function replaceFile(
  path: string,
  bytes: Uint8Array,
  { mode = 0o600, disk = realDisk }: { readonly mode?: number; readonly disk?: Disk } = {},
): Promise<void> {
  // What an earlier crash left here was never promised to anyone: the file under its own name is whole.
  const fresh = `${path}.new`;
  await disk.rm(fresh);
  try {
    await writeNew({ path: fresh, bytes, mode }, disk);
    await disk.rename(fresh, path);
  } catch (error) {
    await disk.rm(fresh).catch(() => {});
    throw error;
  }
  await syncFolder(dirname(path), disk);
}

async function writeNew(
  { path, bytes, mode }: { path: string; bytes: Uint8Array; mode: number },
  disk: Disk,
): Promise<void> {
  const file = await disk.open(path, 'wx', mode);
  try {
    await file.writeFile(bytes);
    await file.sync();
  } finally {
    await file.close();
  }
}

/** Without it a power cut can undo the renaming. */
async function syncFolder(folder: string, disk: Disk): Promise<void> {
  if (process.platform === 'win32') return;
  const opened = await disk.open(folder, 'r');
  try {
    await opened.sync();
  } catch (error) {
    // Some network file systems know no such thing.
    if (!hasCode(error, 'EINVAL', 'ENOTSUP')) throw error;
  } finally {
    await opened.close();
  }
}
