import { parseMoment } from '../../config/when.ts';
import { AuditError } from '../audit-error.ts';
import type { DailyOptions } from './daily-options.ts';
import { type Day, dayAt, daysUpTo } from './days.ts';

/** The days that were asked for; nothing asked for is yesterday. */
export function chosenDays({ date, days = 1 }: DailyOptions, now: number, utc: boolean): readonly Day[] {
  const last = date === undefined ? dayAt(dayAt(now, utc).from - 1, utc) : dayNamed(date, now, utc);
  if (last.from > now) throw new AuditError('USAGE', `--date: ${last.date} has not begun yet`);
  return daysUpTo(last, days, utc);
}

function dayNamed(text: string, now: number, utc: boolean): Day {
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
