import { homedir } from 'node:os';
import { archiveRoot } from '../../state/archive-folder.ts';
import { stateFolder } from '../../state/state-folder.ts';
import type { RawOptions } from '../options.ts';
import type { RunSettings } from '../settings.ts';
import { Archives } from './archives.ts';
import type { Day } from './days.ts';

export interface ArchivesRequest {
  readonly paths: readonly string[];
  readonly options: RawOptions;
  readonly settings: RunSettings;
  readonly days: readonly Day[];
  readonly now: number;
}

/** The archives of this evidence, in the state folder. */
export function openArchives({ paths, options, settings, days, now }: ArchivesRequest): Promise<Archives> {
  const { stateDir, profile, gateway, lookback } = options;
  const first = days[0]?.from ?? now;
  return Archives.open({
    root: archiveRoot(stateFolder(stateDir, process.env, homedir()), { paths, profile }),
    gateway,
    oldest: first - lookback,
    sealedBefore: Math.min(first, now - twoDays),
    // A replay with `--now` in the future must not clear what is young today.
    forgetBefore: Math.min(now, Date.now()) - settings.daily.keep,
  });
}

const twoDays = 2 * 86_400_000;
