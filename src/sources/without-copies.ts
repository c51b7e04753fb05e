import { basename } from 'node:path';
import { firstBytes } from './first-bytes.ts';
import type { FoundFile, IgnoredFile } from './found.ts';
import { withoutCompression } from './rotation.ts';

const comparedBytes = 64 * 1024;

/** Leaves out each compressed file whose plain file is there too. In a rotation set it comes right before it. */
export async function withoutCopies(
  files: readonly FoundFile[],
): Promise<{ readonly files: readonly FoundFile[]; readonly copies: readonly IgnoredFile[] }> {
  const kept: FoundFile[] = [];
  const copies: IgnoredFile[] = [];
  for (const [index, file] of files.entries()) {
    const next = files[index + 1];
    if (next === undefined || !(await isCopy(file, next))) kept.push(file);
    else copies.push(ignoredCopy(file, next));
  }
  return { files: kept, copies };
}

async function isCopy(file: FoundFile, next: FoundFile): Promise<boolean> {
  return withoutCompression(file.path) === withoutCompression(next.path) && (await haveSameStart(file, next));
}

async function haveSameStart(one: FoundFile, other: FoundFile): Promise<boolean> {
  const a = await firstBytes(one, comparedBytes);
  const b = await firstBytes(other, comparedBytes);
  const length = Math.min(a.length, b.length);
  return length > 0 && a.subarray(0, length).equals(b.subarray(0, length));
}

function ignoredCopy({ name, path, relative = name }: FoundFile, next: FoundFile): IgnoredFile {
  return { name, path, relative, note: `the same records as ${basename(next.path)}` };
}
