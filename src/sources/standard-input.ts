import type { Source, SourceGap } from '../model/source.ts';
import { readLines } from './read-lines.ts';

/** Standard input, plain or gzip, as a source. It can be read once. */
export function standardInput(stream: AsyncIterable<Uint8Array>, limit?: number): Source {
  const gaps: SourceGap[] = [];
  const options = { name: '-', gaps, ...(limit === undefined ? {} : { limit }) };
  return { name: '-', gaps, read: () => readLines(stream, options) };
}
