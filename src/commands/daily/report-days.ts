import type { DailyReport, Losses } from '../../reporters/daily/day-summary.ts';
import { lossesOf } from '../../reporters/daily/missing-words.ts';
import type { UsedLearned } from '../learned/use-learned.ts';
import { choiceOf, evidenceOf, spanOf } from '../request.ts';
import type { RunSettings } from '../settings.ts';
import { chosenDays } from './chosen-days.ts';
import type { ShownDays } from './daily-memory.ts';
import type { AllOptions } from './daily-options.ts';
import { keepArchives } from './keep-archives.ts';
import { openArchives } from './open-archives.ts';
import { sumUp } from './sum-up.ts';

export interface DaysRequest {
  readonly paths: readonly string[];
  readonly options: AllOptions;
  readonly settings: RunSettings;
  /** The state folder. */
  readonly folder: string;
  readonly shown: ShownDays | null;
  readonly clock: number;
  readonly learned: UsedLearned | undefined;
}

/** Chooses the days, reads their evidence with what was archived of it, and archives it. */
export async function reportDays(request: DaysRequest): Promise<DailyReport> {
  const { paths, options, folder, shown, clock, learned } = request;
  const settings = learned?.settings(request.settings) ?? request.settings;
  const { now } = spanOf(options);
  const { utc = false, profile, gateway, lookback } = options;
  const days = chosenDays({ ...options, now, utc, shown: shown ?? undefined });
  const origin = { paths, profile };
  const { keep } = settings.daily;
  const archives = await openArchives({ folder, origin, gateway, lookback, keep, days, now, clock });
  const evidence = { ...evidenceOf(paths, options, settings), since: days[0]?.from };
  const known = learned && { learned };
  const report = await sumUp({ ...settings, ...known, evidence, choice: choiceOf(options), days, archives });
  await keepArchives(archives);
  await learned?.save();
  return { ...report, news: newsOf(report, shown) };
}

/** Compared with the last run that showed other days; nobody knows whom the first run finds blind for the first time. */
function newsOf({ coverage, days }: DailyReport, shown: ShownDays | null): Losses {
  const { blind, unopened } = lossesOf(coverage);
  const before = shown?.to === days.at(-1)?.date ? shown?.lossesBefore : shown?.losses;
  return {
    blind: before ? blind.filter((id) => !before.blind.includes(id)) : [],
    unopened: unopened.filter((text) => !before?.unopened.includes(text)),
  };
}
