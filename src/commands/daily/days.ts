import { addDays } from 'date-fns/addDays';
import { format } from 'date-fns/format';
import { startOfDay } from 'date-fns/startOfDay';

/** A day of the calendar, from its first millisecond up to, not including, the first of the next. */
export interface Day {
  /** `2026-11-21` */
  readonly date: string;
  readonly from: number;
  readonly to: number;
}

/** The day that the time lies in; a change of the clocks makes it 23 or 25 hours long. */
export function dayAt(time: number, utc: boolean): Day {
  if (utc) {
    const from = Math.floor(time / hours24) * hours24;
    return { date: new Date(from).toISOString().slice(0, 10), from, to: from + hours24 };
  }
  const from = startOfDay(time);
  const to = startOfDay(addDays(from, 1)).getTime();
  return { date: format(from, 'yyyy-MM-dd'), from: from.getTime(), to };
}

/** That many days up to the given one, oldest first. */
export function daysUpTo(last: Day, count: number, utc: boolean): readonly Day[] {
  const days = [last];
  while (days.length < count) days.unshift(dayAt((days[0] ?? last).from - 1, utc));
  return days;
}

const hours24 = 86_400_000;
