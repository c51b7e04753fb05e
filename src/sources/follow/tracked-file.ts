import type { BigIntStats } from 'node:fs';
import type { FoundFile } from '../found.ts';
import type { FramePosition } from '../frame-lines.ts';
import type { Fingerprint } from './fingerprint.ts';

/** What is remembered of one file, from its first byte on: a file that is written anew is another one. */
export interface TrackedFile {
  name: string;
  path: string;
  /** Device and inode. */
  identity: string;
  /** The end of the last line that was handed out. */
  position: FramePosition;
  /** Within a line that is longer than the limit: the byte up to which it was looked through. */
  scanned?: number;
  /** Of the bytes that were read; absent while there are none. */
  print?: Fingerprint;
  /** Bytes on disk of a compressed file. */
  packed?: number;
  /** What it says is no text. */
  refused: boolean;
  /** Read to its end, and no longer written. */
  finished: boolean;
  /** When it was first missed, for good. */
  goneSince?: number;
  /** That it is gone, or lost, was told. */
  settled: boolean;
  /** Since when another file is written in its stead, or it has no name any more. */
  endingSince?: number;
  /** It has been the file that is written; now, or before this run. */
  followed: boolean;
  /** Known from before this run. */
  restored: boolean;
  /** It turned out to hold something else than what was read. */
  lost: boolean;
  /** There may be something new in it. */
  dirty: boolean;
  /** It could not be read to the end; to be tried again. */
  retry: boolean;
  /** Why, as it was told. */
  failure?: string;
  /** As it was when it was last read. */
  seen?: Seen;
  changedAt: number;
}

export interface Seen {
  readonly size: number;
  readonly modified: number;
  /** Finer, where it is known. */
  readonly stamp?: string;
}

export function newFile({ name, path, identity = '', modified }: FoundFile, now: number): TrackedFile {
  return { ...begun, name, path, identity, changedAt: Math.min(now, modified ?? now) };
}

/** Of a file of which nothing is known yet. */
export const begun = {
  position: { offset: 0, line: 1 },
  refused: false,
  finished: false,
  followed: false,
  restored: false,
  lost: false,
  settled: false,
  dirty: true,
  retry: false,
};

/** The byte up to which the file was looked at. */
export function reachOf({ position, scanned }: TrackedFile): number {
  return scanned ?? position.offset;
}

/** Another file is written in its stead, or it has lost its name: soon nothing more will come. */
export function giveWay(file: TrackedFile, { now, modified }: { now: number; modified: number }): void {
  file.endingSince ??= file.followed && !file.restored ? now : Math.min(now, modified);
}

/** It is the one that is written. */
export function takeOver(file: TrackedFile): void {
  delete file.endingSince;
  file.finished = false;
  file.followed = true;
  file.restored = false;
}

/** Tells from its size and time whether there may be something new in a file. */
export function noteOnDisk(file: TrackedFile, seen: Seen, now: number): void {
  if (isUnchanged(file, seen)) {
    file.dirty ||= file.retry;
  } else {
    file.dirty = true;
    file.changedAt = file.seen ? now : Math.min(now, seen.modified);
  }
  file.retry = false;
}

/** Without being read: an empty file, and an archive that was read to its end before this run and has its size still. */
function isUnchanged(file: TrackedFile, { size, modified, stamp }: Seen): boolean {
  if (!file.seen) {
    const known = (file.finished && file.packed === size) || (!file.print && size === 0);
    if (!known) return false;
    file.seen = { size, modified };
    file.dirty = false;
    return true;
  }
  const exact = stamp === undefined || file.seen.stamp === undefined || stamp === file.seen.stamp;
  return exact && size === file.seen.size && modified === file.seen.modified;
}

export function seenOf(stats: BigIntStats): Seen {
  return {
    size: Number(stats.size),
    modified: Number(stats.mtimeMs),
    stamp: `${stats.size}:${stats.mtimeNs}:${stats.ctimeNs}`,
  };
}

// The clocks of file systems are coarse.
const oneMoment = 50;

/** As `seenOf`; written this very moment it may be written again at the same time, and counts as changed. */
export function seenWhenRead(stats: BigIntStats, now: number): Seen {
  const seen = seenOf(stats);
  return Math.abs(now - seen.modified) < oneMoment ? { ...seen, modified: Number.NaN } : seen;
}
