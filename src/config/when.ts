import { parseDuration } from '../facts/duration.ts';

const moment =
  /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:\.(\d{1,9}))?)?(Z|[+-]\d{2}:?\d{2})?)?$/i;

/**
 * A time as people give it: `24h` ago, `today`, `yesterday`, an ISO date or date-time. Days start at local midnight;
 * a date-time without a zone is local. `undefined` when it is none of these, or no day of the calendar.
 */
export function parseWhen(text: string, now: number): number | undefined {
  const word = text.trim();
  if (word === 'today') return localMidnight(now, 0);
  if (word === 'yesterday') return localMidnight(now, -1);
  const duration = parseDuration(word);
  return duration === undefined ? parseMoment(word) : now - duration;
}

/** An ISO date or date-time; `undefined` for 30 February. */
export function parseMoment(text: string): number | undefined {
  const [, year, month, day, hour = '0', minute = '0', second = '0', fraction = '', zone] =
    moment.exec(text) ?? [];
  if (year === undefined) return undefined;
  const numbers = [year, month, day, hour, minute, second].map(Number);
  if (!isOnCalendar(numbers)) return undefined;
  const [years = 0, months = 0, days = 0, hours = 0, minutes = 0, seconds = 0] = numbers;
  const ms = Math.floor(Number(`0.${fraction || '0'}`) * 1000);
  const offset = zone === undefined ? undefined : offsetMinutes(zone);
  if (zone === undefined) return new Date(years, months - 1, days, hours, minutes, seconds, ms).getTime();
  if (offset === undefined) return undefined;
  return Date.UTC(years, months - 1, days, hours, minutes - offset, seconds, ms);
}

function localMidnight(now: number, days: number): number {
  const today = new Date(now);
  return new Date(today.getFullYear(), today.getMonth(), today.getDate() + days).getTime();
}

function isOnCalendar([
  year = 0,
  month = 0,
  day = 0,
  hour = 0,
  minute = 0,
  second = 0,
]: readonly number[]): boolean {
  if (year < 1970 || month < 1 || month > 12 || day < 1) return false;
  const lastDay = new Date(Date.UTC(year, month, 0)).getUTCDate();
  return day <= lastDay && hour < 24 && minute < 60 && second < 60;
}

function offsetMinutes(zone: string): number | undefined {
  if (zone.toUpperCase() === 'Z') return 0;
  const [, sign, hours = '', minutes = ''] = /^([+-])(\d{2}):?(\d{2})$/.exec(zone) ?? [];
  if (Number(hours) > 14 || Number(minutes) > 59) return undefined;
  return (Number(hours) * 60 + Number(minutes)) * (sign === '-' ? -1 : 1);
}
