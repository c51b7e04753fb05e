import { stat } from 'node:fs/promises';
import type { SourceGap } from '../model/source.ts';
import { identityOf } from './open-file.ts';
import { fileChunks } from './read-file.ts';
import { unreadable } from './unreadable.ts';

export interface SmallText {
  /** Absent when there is no such file, or with a problem. */
  readonly text?: string;
  readonly problem?: SourceGap;
}

/** The whole text of a side file, unless it is larger than `limit` bytes. */
export async function readSmallText(file: {
  readonly path: string;
  readonly name: string;
  readonly limit: number;
}): Promise<SmallText> {
  try {
    const stats = await stat(file.path, { bigint: true });
    if (!stats.isFile()) return problem(file.name, 'it is not a regular file');
    const text = await readUpTo({ ...file, identity: identityOf(stats) });
    return text === undefined ? problem(file.name, `it is larger than ${file.limit} bytes`) : { text };
  } catch (error) {
    const missing = error instanceof Error && 'code' in error && error.code === 'ENOENT';
    return missing ? {} : { problem: unreadable(file.name, error) };
  }
}

async function readUpTo(file: {
  readonly path: string;
  readonly name: string;
  readonly limit: number;
  readonly identity: string;
}): Promise<string | undefined> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of fileChunks(file)) {
    size += chunk.length;
    if (size > file.limit) return undefined;
    chunks.push(Buffer.from(chunk));
  }
  return new TextDecoder().decode(Buffer.concat(chunks));
}

function problem(name: string, note: string): SmallText {
  return { problem: { kind: 'unreadable', name, note } };
}
