import { countBySeverity } from '../../facts/severity.ts';
import type { AlertNumbers } from '../../reporters/backtest/backtest-report.ts';
import { dayAt } from '../daily/days.ts';
import type { SentAlert } from './sent-alerts.ts';

export interface Calendar {
  /** Days with evidence. */
  readonly days: readonly string[];
  readonly utc: boolean;
}

/** How many a day; days without evidence do not count as silent. */
export function numbersOf(alerts: readonly SentAlert[], { days, utc }: Calendar): AlertNumbers {
  const byDay = new Map(days.map((date) => [date, 0]));
  for (const { time } of alerts) {
    const { date } = dayAt(time, utc);
    byDay.set(date, (byDay.get(date) ?? 0) + 1);
  }
  const counts = [...byDay.values()].sort((a, b) => a - b);
  const worst = counts.at(-1) ?? 0;
  return {
    total: alerts.length,
    bySeverity: countBySeverity(alerts),
    median: (ranked(counts, 0.5) + ranked(counts, 0.5, 1)) / 2,
    p95: ranked(counts, 0.95),
    worst,
    worstDay: worst === 0 ? null : ([...byDay].find(([, count]) => count === worst)?.[0] ?? null),
    silentDays: counts.filter((count) => count === 0).length,
  };
}

/** The nearest rank; `after` counts half a rank up, for the median of an even number. */
function ranked(counts: readonly number[], part: number, after: 0 | 1 = 0): number {
  const rank = Math.ceil((counts.length + after) * part);
  return counts[Math.min(counts.length, Math.max(1, rank)) - 1] ?? 0;
}
