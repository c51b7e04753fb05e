import { begun, type TrackedFile } from './tracked-file.ts';

/** The place in one file, as part of a checkpoint. There may be thousands: nothing in it that is not needed. */
export interface SavedFile {
  readonly path: string;
  /** Device and inode. */
  readonly identity: string;
  readonly offset: number;
  readonly line: number;
  readonly head: string;
  readonly tail: string;
  readonly scanned?: number;
  readonly packed?: number;
  readonly finished?: true;
  readonly goneSince?: number;
}

/** Nothing of a file from which no line was handed out: it has no identity yet. */
export function savedFile(file: TrackedFile): SavedFile | undefined {
  const { path, identity, position, print, scanned, packed, goneSince, finished } = file;
  if (!print) return undefined;
  return {
    path,
    identity,
    ...position,
    ...print,
    ...(scanned !== undefined && { scanned }),
    ...(packed !== undefined && { packed }),
    ...(finished && { finished }),
    ...(goneSince !== undefined && { goneSince }),
  };
}

/** Until it is found again its path is its name. */
export function restoredFile(saved: SavedFile): TrackedFile {
  const { path, identity, offset, line, head, tail, finished = false, ...rest } = saved;
  const place = { position: { offset, line }, print: { head, tail } };
  const settled = finished && rest.goneSince !== undefined;
  const before = { restored: true, followed: !finished, finished, settled, changedAt: 0 };
  return { ...begun, name: path, path, identity, ...place, ...before, ...rest };
}
