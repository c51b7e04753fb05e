import type { SourceGap } from '../../model/source.ts';
import type { FollowContext } from './follow-context.ts';
import type { FollowedFiles } from './followed-files.ts';
import { giveWay, noteOnDisk, reachOf, type Seen, seenOf, type TrackedFile } from './tracked-file.ts';

/** How long the place in a file is remembered that is not there any more: it may come back from where it was moved. */
const rememberedFor = 7 * 24 * 60 * 60 * 1000;

/** Decides whether a file is still remembered that was not found, or whose place holds something else. */
export async function absentFile(
  file: TrackedFile,
  source: FollowedFiles,
  context: FollowContext,
): Promise<boolean> {
  const now = context.now();
  if (file.goneSince !== undefined) return !file.lost && now - file.goneSince < rememberedFor;
  if (file.lost) {
    forget(file, source, context);
    return false;
  }
  if (file.finished) await context.files.letGo(file);
  const there = await stillThere(file, context);
  if (there === undefined) {
    markGone(file, source, context);
    return file.print !== undefined;
  }
  if (there !== 'perhaps') {
    noteOnDisk(file, there, now);
    giveWay(file, { now, modified: there.modified });
  }
  return true;
}

/** Held open, or under a name that is none of a log. */
async function stillThere(
  file: TrackedFile,
  { files }: FollowContext,
): Promise<Seen | 'perhaps' | undefined> {
  return await files
    .use(file, async (handle) => seenOf(await handle.stat({ bigint: true })))
    .catch(() => 'perhaps' as const);
}

function forget(file: TrackedFile, source: FollowedFiles, { figures }: FollowContext): void {
  figures.truncations += 1;
  if (!file.finished) source.gaps.push(gap(file, 'truncated', 'it was cut short or written anew'));
}

function markGone(file: TrackedFile, source: FollowedFiles, { figures, now }: FollowContext): void {
  const unread = !file.seen || file.seen.size > reachOf(file);
  if (!file.finished && unread) source.gaps.push(gap(file, 'rotation', 'it is gone'));
  figures.gone += 1;
  file.goneSince = now();
  file.finished = true;
  file.dirty = false;
  file.retry = false;
}

function gap(file: TrackedFile, kind: SourceGap['kind'], what: string): SourceGap {
  const note = `${what}; what it held after byte ${reachOf(file)}, if anything, was not read`;
  return { kind, name: file.name, note };
}
