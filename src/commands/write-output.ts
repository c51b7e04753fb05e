import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { open, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { AuditError } from './audit-error.ts';

/** Standard output, or a new file that takes the name only when it is whole. */
export async function writeOutput(text: string, file: string | undefined): Promise<void> {
  if (file === undefined) await print(text);
  else await replaceFile(file, text);
}

/** Waits for a slow reader; ends in silence when the reader is gone. */
export async function print(text: string): Promise<void> {
  if (!process.stdout.write(text)) await once(process.stdout, 'drain');
}

async function replaceFile(file: string, text: string): Promise<void> {
  const fresh = join(dirname(file), `.${randomBytes(6).toString('hex')}.tmp`);
  const handle = await open(fresh, 'wx', 0o600).catch((error: NodeJS.ErrnoException) => {
    throw new AuditError('UNWRITABLE', `--output: ${file} cannot be written (${error.code})`, {
      cause: error,
    });
  });
  try {
    await handle.writeFile(text);
    await handle.sync();
    await handle.close();
    await rename(fresh, file);
  } catch (error) {
    await handle.close().catch(() => {});
    await rm(fresh, { force: true });
    throw error;
  }
}
