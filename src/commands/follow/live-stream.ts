import type { AuditEvent } from '../../model/event.ts';
import type { Line } from '../../model/source.ts';
import type { FollowedSource } from '../../sources/follow/follow-evidence.ts';
import { BatchStream, batchesAfter } from '../batch-stream.ts';
import type { EventStream } from '../merge-by-time.ts';
import type { SourceDecoder } from '../source-decoder.ts';

/** What is new in a followed source, with its first batch, to know what it is. */
export interface Fresh {
  readonly followed: FollowedSource;
  readonly batches: AsyncIterator<readonly Line[]>;
  readonly firstBatch: readonly Line[] | undefined;
}

/** So many files are opened side by side, at most. */
const sideBySide = 50;

/** All at one moment, as nearly as can be: what was written together is then merged by time. */
export async function allFresh(followed: readonly FollowedSource[]): Promise<readonly Fresh[]> {
  const fresh: Fresh[] = [];
  for (let at = 0; at < followed.length; at += sideBySide)
    fresh.push(...(await Promise.all(followed.slice(at, at + sideBySide).map(freshOf))));
  return fresh;
}

async function freshOf(followed: FollowedSource): Promise<Fresh> {
  const batches = followed.read()[Symbol.asyncIterator]();
  const { done, value } = await batches.next();
  return { followed, batches, firstBatch: done ? undefined : value };
}

type Settle = (decoder: SourceDecoder) => readonly AuditEvent[];

/** The events that came into one source since the last pass; without `fresh`, what was held back. */
export function liveStream(decoder: SourceDecoder, settle: Settle, fresh?: Fresh): EventStream {
  return new BatchStream({
    next: batchesAfter(fresh?.firstBatch, fresh?.batches),
    decode: (lines) => decoder.decode(lines),
    settle: () => settle(decoder),
  });
}
