import type { SourceGap } from '../model/source.ts';

/** A file that the system did not let us read, as a gap in the evidence. */
export function unreadable(name: string, error: unknown): SourceGap {
  return { kind: 'unreadable', name, note: reasonOf(error) };
}

const reasons = new Map([
  ['ENOENT', 'it is not there'],
  ['EACCES', 'permission denied'],
  ['EPERM', 'permission denied'],
  ['EISDIR', 'it is a folder'],
  ['ELOOP', 'its symbolic links lead in a circle'],
]);

export function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return 'it could not be read';
  const code = 'code' in error && typeof error.code === 'string' ? error.code : undefined;
  return reasons.get(code ?? '') ?? `it could not be read: ${code ?? error.message.slice(0, 200)}`;
}
