import { lengthOfSpans } from '../../facts/spans.ts';
import type { DailyReport, DaySummary, Watched } from './day-summary.ts';

/** Nothing was found on a day of which there is evidence. */
export function isQuiet(day: DaySummary): boolean {
  return day.fresh.length === 0 && day.ongoing.length === 0 && hasEvidence(day);
}

export function hasEvidence({ watch, counts }: DaySummary): boolean {
  return counts.events > 0 || watch.some(({ watched, down }) => watched > 0 || down.length > 0);
}

/** Less than this is lost at every start and end of a log. */
export const tolerated = 3_600_000;

/** Quiet, and watched as it should be: nobody needs to hear of it. */
export function isSilent({ days, news }: DailyReport): boolean {
  if (news.blind.length + news.unopened.length > 0) return false;
  return days.every(
    (day) => isQuiet(day) && day.gaps.length === 0 && day.watch.every((each) => lost(each) < tolerated),
  );
}

export function lost(watched: Watched): number {
  return lengthOfSpans(watched.lost);
}
