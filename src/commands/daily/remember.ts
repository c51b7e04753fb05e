import type { DailyReport } from '../../reporters/daily/day-summary.ts';
import { lossesOf } from '../../reporters/daily/missing-words.ts';
import type { DailyMemory } from './daily-memory.ts';
import type { DailyOptions } from './daily-options.ts';

/** Notes which days were shown; looking at a day of one's choice, or a replay of the past, changes nothing. */
export async function remember(
  memory: DailyMemory,
  report: DailyReport,
  { date, days }: DailyOptions,
): Promise<void> {
  const from = report.days[0]?.date;
  const to = report.days.at(-1)?.date;
  const { shown } = memory.saved;
  if (date !== undefined || days !== undefined || !from || !to || (shown && shown.to > to)) return;
  const lossesBefore = shown?.to === to ? shown.lossesBefore : (shown?.losses ?? null);
  await memory.write({
    ...memory.saved,
    shown: { from, to, losses: lossesOf(report.coverage), lossesBefore },
  });
}
