import type { Line, SourceGap } from '../../model/source.ts';
import { whyNotText } from '../text-only.ts';
import { archiveBytes, archiveReadAt } from './archive-bytes.ts';
import { isSame, markedBytes } from './fingerprint.ts';
import { LineCutter } from './line-cutter.ts';
import type { Reading } from './reading.ts';
import { reachOf, seenOf, type TrackedFile } from './tracked-file.ts';

/**
 * What a compressed file holds from where it, or its plain file, was left. While it is being written it ends early:
 * then it is to be tried again, and only in the end that is a gap.
 */
export async function* readArchive(
  file: TrackedFile,
  reading: Reading,
): AsyncGenerator<readonly Line[], boolean> {
  const cutter = await begin(file, reading);
  if (!cutter) return false;
  const damage: SourceGap[] = [];
  const reach = reachOf(file);
  let at = 0;
  for await (const chunk of archiveBytes(file, { files: reading.files, gaps: damage })) {
    if (at === 0 && reach === 0 && refuses(chunk, file, reading)) return true;
    yield* cutter.push(chunk.subarray(Math.max(0, reach - at)));
    at += chunk.length;
  }
  file.retry = damage.length > 0 && !reading.last;
  if (file.retry) return true;
  reading.gaps.push(...damage);
  yield* cutter.end();
  file.finished = true;
  return true;
}

async function begin(file: TrackedFile, reading: Reading): Promise<LineCutter | undefined> {
  const { files, limit } = reading;
  const seen = await files.use(file, async (handle) => seenOf(await handle.stat({ bigint: true })));
  if (!seen) return undefined;
  file.seen = seen;
  file.packed = seen.size;
  const reach = reachOf(file);
  const readAt = archiveReadAt(file, files);
  const marked = reach > 0 ? await markedBytes(readAt, reach) : undefined;
  file.lost = marked !== undefined && file.print !== undefined && !isSame(marked, reach, file.print);
  if (file.lost) return undefined;
  const { offset } = file.position;
  const prefix = reach > offset ? await readAt(offset, Math.min(reach - offset, limit)) : Buffer.alloc(0);
  return new LineCutter(file, reading, { marked, prefix });
}

function refuses(bytes: Buffer, file: TrackedFile, { gaps }: Reading): boolean {
  const note = whyNotText(bytes);
  if (note === undefined) return false;
  if (!file.refused) gaps.push({ kind: 'unreadable', name: file.name, note });
  file.refused = true;
  return true;
}
