import { documentKinds, type Source } from '../../model/source.ts';
import type { FileSource } from '../file-source.ts';
import type { FoundFile } from '../found.ts';
import { rotationSetOf } from '../rotation.ts';

/** Whether its files can be read on, each from where it was left: a pipe cannot. */
export function isFileSource(source: Source): source is FileSource {
  if (!('files' in source) || isWhole(source)) return false;
  return Array.isArray(source.files) && source.files.every(hasIdentity);
}

/** A file that does not grow at its end. */
export function isDocument(source: Source): source is FileSource {
  return 'files' in source && isWhole(source);
}

function isWhole({ kind }: Source): boolean {
  return kind !== undefined && documentKinds.includes(kind);
}

/** Standard input or a pipe. Tables of a database do not grow at their end. */
export function isStream(source: Source): boolean {
  return !isFileSource(source) && !isWhole(source) && source.table === undefined;
}

function hasIdentity({ identity }: FoundFile): boolean {
  return identity !== undefined;
}

/** The same while its files come and go. */
export function keyOf({ files }: FileSource): string {
  const [first] = files;
  if (!first) return '';
  return first.kind === 'transcript' ? first.path : rotationSetOf(first.path);
}

/** Which file lies where, of all logs: the same twice when nothing is being renamed. */
export function logPlaces(sources: readonly Source[]): string {
  const logs = sources.filter(isFileSource).filter(({ kind }) => kind !== 'transcript');
  return logs.flatMap(({ files }) => files.map(({ path, identity }) => `${identity} ${path}`)).join('\n');
}
