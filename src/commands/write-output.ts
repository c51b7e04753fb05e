import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { type FileHandle, open, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Writable } from 'node:stream';
import { finished } from 'node:stream/promises';
import { AuditError } from './audit-error.ts';

/** Standard output, or a new file that takes the name only when it is whole. */
export async function writeOutput(text: string, file: string | undefined): Promise<void> {
  if (file === undefined) await print(text);
  else await writeWhole(file, (handle) => handle.writeFile(text));
}

type Writing = (sink: NodeJS.WritableStream) => Promise<void>;

/** As `writeOutput`, for what comes piece by piece; without an end, the file has its name from the start. */
export async function streamOutput(
  file: string | undefined,
  write: Writing,
  { endless = false } = {},
): Promise<void> {
  if (file === undefined) await write(process.stdout);
  else if (endless) await writeInto(file, (handle) => streamInto(handle, write));
  else await writeWhole(file, (handle) => streamInto(handle, write));
}

/** Waits for a slow reader; ends in silence when the reader is gone. */
export async function print(text: string): Promise<void> {
  if (!process.stdout.write(text)) await once(process.stdout, 'drain');
}

async function streamInto(handle: FileHandle, write: Writing): Promise<void> {
  const sink = new Writable({
    write: (piece: Buffer, _, done) => void handle.writeFile(piece).then(() => done(), done),
  });
  const done = finished(sink);
  done.catch(() => {});
  await write(sink);
  sink.end();
  await done;
}

/** A device or a pipe is written to: a file must not take its place. */
async function writeWhole(file: string, write: (handle: FileHandle) => Promise<void>): Promise<void> {
  const before = await stat(file).catch(() => undefined);
  if (before === undefined || before.isFile()) await replaceFile(file, write);
  else await writeInto(file, write);
}

async function writeInto(file: string, write: (handle: FileHandle) => Promise<void>): Promise<void> {
  const handle = await openNew(file, 'w');
  await write(handle).finally(() => handle.close());
}

async function openNew(path: string, flags: 'w' | 'wx', file = path): Promise<FileHandle> {
  return open(path, flags, 0o600).catch((error: NodeJS.ErrnoException) => {
    throw new AuditError('UNWRITABLE', `--output: ${file} cannot be written (${error.code})`, {
      cause: error,
    });
  });
}

async function replaceFile(file: string, write: (handle: FileHandle) => Promise<void>): Promise<void> {
  const fresh = join(dirname(file), `.${randomBytes(6).toString('hex')}.tmp`);
  const handle = await openNew(fresh, 'wx', file);
  try {
    await write(handle);
    await handle.sync();
    await handle.close();
    await rename(fresh, file);
  } catch (error) {
    await handle.close().catch(() => {});
    await rm(fresh, { force: true });
    throw error;
  }
}
