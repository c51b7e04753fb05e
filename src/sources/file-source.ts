import type { Line, Source, SourceGap, SourceKind } from '../model/source.ts';
import type { FoundFile } from './found.ts';
import { readFile } from './read-file.ts';

export interface SourceFiles extends Omit<Source, 'read' | 'gaps'> {
  readonly kind?: SourceKind;
  /** Older first. */
  readonly files: readonly FoundFile[];
  /** Known before reading. */
  readonly gaps: readonly SourceGap[];
  /** Bytes kept of one record. */
  readonly limit?: number;
}

/** A source that says which files it lies in, older first. */
export interface FileSource extends Source {
  readonly files: readonly FoundFile[];
}

/** One or more files as a source. Reading it anew starts from the beginning. */
export function fileSource({ files, gaps: known, limit, ...facts }: SourceFiles): FileSource {
  const gaps: SourceGap[] = [...known];
  async function* read(): AsyncGenerator<readonly Line[]> {
    gaps.length = known.length;
    for (const file of files) yield* readFile({ ...file, ...(limit === undefined ? {} : { limit }) }, gaps);
  }
  return { ...facts, files, gaps, read };
}
