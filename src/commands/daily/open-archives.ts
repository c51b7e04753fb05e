import { archiveRoot, type Origin } from '../../state/archive-folder.ts';
import { Archives } from './archives.ts';
import type { Day } from './days.ts';

export interface ArchivesRequest {
  /** The state folder. */
  readonly folder: string;
  readonly origin: Origin;
  readonly gateway: string | undefined;
  readonly lookback: number;
  readonly keep: number;
  readonly days: readonly Day[];
  readonly now: number;
  /** The clock of this machine: a replay with `--now` in the future must not clear what is young today. */
  readonly clock: number;
}

/** The archives of this evidence, in the state folder. */
export function openArchives(request: ArchivesRequest): Promise<Archives> {
  const { folder, origin, gateway, lookback, keep, days, now, clock } = request;
  const first = days[0]?.from ?? now;
  return Archives.open({
    root: archiveRoot(folder, origin),
    gateway,
    oldest: first - lookback,
    sealedBefore: Math.min(first, now - twoDays),
    forgetBefore: Math.min(now, clock) - keep,
  });
}

const twoDays = 2 * 86_400_000;
