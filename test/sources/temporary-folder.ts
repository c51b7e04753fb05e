import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { Line, Source, SourceGap } from '../../src/model/source.ts';
import { readLines } from '../../src/sources/read-lines.ts';

/** A folder with these files, gone when the test is. */
export async function folderWith(files: Readonly<Record<string, string | Uint8Array>>): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'sources-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  for (const [path, content] of Object.entries(files)) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), content);
  }
  return folder;
}

/** The texts of all lines, copied out of their batches. */
export async function textsOf(source: Pick<Source, 'read'>): Promise<string[]> {
  const texts: string[] = [];
  for await (const batch of source.read()) texts.push(...batch.map(textOf));
  return texts;
}

export function textOf({ bytes }: Line): string {
  return Buffer.from(bytes).toString('utf8');
}

export async function readAll(
  chunks: Iterable<Uint8Array>,
  limit?: number,
): Promise<{ texts: string[]; gaps: SourceGap[] }> {
  const gaps: SourceGap[] = [];
  const options = { name: 'x', gaps, ...(limit === undefined ? {} : { limit }) };
  const texts = await textsOf({ read: () => readLines(asStream(chunks), options) });
  return { texts, gaps };
}

export async function* asStream(chunks: Iterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  yield* chunks;
}
