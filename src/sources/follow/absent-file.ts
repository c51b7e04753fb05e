import type { SourceGap } from '../../model/source.ts';
import type { FollowContext } from './follow-context.ts';
import type { FollowedFiles } from './followed-files.ts';
import { giveWay, noteOnDisk, reachOf, seenOf, type TrackedFile } from './tracked-file.ts';

/** How long the place in a file is remembered that is not there any more: it may come back from where it was moved. */
const rememberedFor = 7 * 24 * 60 * 60 * 1000;

/** Decides whether a file is still remembered that was not found, or whose place holds something else. */
export async function absentFile(
  file: TrackedFile,
  source: FollowedFiles,
  context: FollowContext,
): Promise<boolean> {
  const now = context.now();
  if (file.goneSince === undefined && !file.lost && (await isStillThere(file, context))) return true;
  file.goneSince ??= now;
  file.dirty = false;
  file.retry = false;
  // In the middle of a rotation it may just have been overlooked.
  if (!file.settled && now >= file.goneSince + context.grace) settle(file, source, context);
  return file.print !== undefined && now - file.goneSince < rememberedFor;
}

/** Held open, or under a name that is none of a log. What cannot be opened is not proven to be gone. */
async function isStillThere(file: TrackedFile, { files, now }: FollowContext): Promise<boolean> {
  if (file.finished) await files.letGo(file);
  try {
    const there = await files.use(file, async (handle) => seenOf(await handle.stat({ bigint: true })));
    if (!there) return false;
    noteOnDisk(file, there, now());
    giveWay(file, { now: now(), modified: there.modified });
  } catch {
    return true;
  }
  return true;
}

function settle(file: TrackedFile, source: FollowedFiles, { figures }: FollowContext): void {
  if (file.lost) figures.truncations += 1;
  else figures.gone += 1;
  const unread = file.lost || !file.seen || file.seen.size > reachOf(file);
  if (!file.finished && unread) source.gaps.push(lossOf(file));
  file.finished = true;
  file.settled = true;
}

function lossOf(file: TrackedFile): SourceGap {
  const what = file.lost ? 'it was cut short or written anew' : 'it is gone';
  const note = `${what}; what it held after byte ${reachOf(file)}, if anything, was not read`;
  return { kind: file.lost ? 'truncated' : 'rotation', name: file.name, note };
}
