import { parseMoment } from '../../config/when.ts';
import { AuditError } from '../audit-error.ts';
import type { DailyOptions } from './daily-options.ts';
import { type Day, dayAt, daysUpTo } from './days.ts';

export interface DayChoice extends DailyOptions {
  readonly now: number;
  readonly utc: boolean;
  /** What the last run showed, when nothing else is asked for. */
  readonly shown: { readonly from: string; readonly to: string } | undefined;
}

/** Missed days beyond this are history: `--days` shows them. */
const mostMissed = 7;

/** The days that were asked for; else yesterday, with those before it that no run has shown yet. */
export function chosenDays(choice: DayChoice): readonly Day[] {
  const { date, days, now, utc } = choice;
  const yesterday = dayAt(dayAt(now, utc).from - 1, utc);
  if (date === undefined && days === undefined) return unshown(yesterday, choice);
  const last = date === undefined ? yesterday : dayNamed(date, choice);
  if (last.from > now) throw new AuditError('USAGE', `--date: ${last.date} has not begun yet`);
  return daysUpTo(last, days ?? 1, utc);
}

/** A second run on the same day shows the same days again. */
function unshown(yesterday: Day, { shown, utc }: DayChoice): readonly Day[] {
  if (!shown || shown.to > yesterday.date) return [yesterday];
  return daysUpTo(yesterday, mostMissed, utc).filter(
    (day) =>
      day === yesterday || (shown.to === yesterday.date ? day.date >= shown.from : day.date > shown.to),
  );
}

function dayNamed(text: string, { now, utc }: DayChoice): Day {
  const today = dayAt(now, utc);
  if (text === 'today') return today;
  if (text === 'yesterday') return dayAt(today.from - 1, utc);
  // Noon is in that day in every zone, also where midnight is skipped.
  const noon = /^\d{4}-\d{2}-\d{2}$/.test(text) ? parseMoment(`${text}T12:00${utc ? 'Z' : ''}`) : undefined;
  if (noon === undefined)
    throw new AuditError(
      'USAGE',
      `--date: "${text}" is not a day; accepted are 2026-11-21, today, yesterday`,
    );
  return dayAt(noon, utc);
}
