const dayMs = 86_400_000;
const knownDays = new Map<string, number>();
let lastDay = '';
let lastStart = 0;
const longDate = /^(\d{4})-(\d{2})-(\d{2})[T ](\d{2}):(\d{2}):(\d{2})(?:[.,](\d{1,9}))?(Z|[+-]\d{2}:?\d{2})$/;

/** Milliseconds of an ISO 8601 date-time with a zone; `undefined` for anything else, also for 30 February. */
export function isoTime(text: string): number | undefined {
  return text.length === 24 && text.charCodeAt(23) === 90
    ? (utcTime(text) ?? slowTime(text))
    : slowTime(text);
}

/** `2026-11-22T14:07:32.855Z`, the usual form. */
function utcTime(text: string): number | undefined {
  const hours = digits(text, 11, 2);
  const minutes = digits(text, 14, 2);
  const seconds = digits(text, 17, 2);
  const millis = digits(text, 20, 3);
  const day = dayStart(text);
  if (day === undefined || !punctuated(text)) return undefined;
  if (!inRange(hours, minutes, seconds) || millis < 0) return undefined;
  return day + hours * 3_600_000 + minutes * 60_000 + seconds * 1000 + millis;
}

function punctuated(text: string): boolean {
  return (
    text.charCodeAt(10) === 84 &&
    text.charCodeAt(13) === 58 &&
    text.charCodeAt(16) === 58 &&
    text.charCodeAt(19) === 46
  );
}

function inRange(hours: number, minutes: number, seconds: number): boolean {
  return hours >= 0 && hours < 24 && minutes >= 0 && minutes < 60 && seconds >= 0 && seconds < 60;
}

/** -1 when one of them is not a digit. */
function digits(text: string, from: number, count: number): number {
  let value = 0;
  for (let at = from; at < from + count; at += 1) {
    const digit = text.charCodeAt(at) - 48;
    if (!(digit >= 0 && digit <= 9)) return -1;
    value = value * 10 + digit;
  }
  return value;
}

function dayStart(text: string): number | undefined {
  // Line after line has the same day.
  if (lastDay !== '' && text.startsWith(lastDay)) return lastStart;
  const day = text.slice(0, 10);
  const start = knownDays.get(day) ?? calendarDay(day);
  if (start === undefined) return undefined;
  if (knownDays.size >= 1000) knownDays.clear();
  knownDays.set(day, start);
  lastDay = day;
  lastStart = start;
  return start;
}

function calendarDay(date: string): number | undefined {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(date)) return undefined;
  const start = Date.UTC(+date.slice(0, 4), +date.slice(5, 7) - 1, +date.slice(8, 10));
  return new Date(start).toISOString().startsWith(date) ? start : undefined;
}

function slowTime(text: string): number | undefined {
  const match = text.length <= 40 ? longDate.exec(text) : null;
  if (match === null) return undefined;
  const [, year, month, date, hours, minutes, seconds, fraction = '0', zone = 'Z'] = match;
  const day = dayStart(`${year}-${month}-${date}`);
  if (day === undefined || !inRange(Number(hours), Number(minutes), Number(seconds))) return undefined;
  const clock = Number(hours) * 3_600_000 + Number(minutes) * 60_000 + Number(seconds) * 1000;
  const offset = zoneOffset(zone);
  if (offset === undefined) return undefined;
  return day + clock + Math.floor(Number(fraction.padEnd(3, '0').slice(0, 3))) - offset;
}

function zoneOffset(zone: string): number | undefined {
  if (zone === 'Z') return 0;
  const hours = Number(zone.slice(1, 3));
  const minutes = Number(zone.slice(-2));
  const offset = (hours * 60 + minutes) * 60_000;
  if (minutes >= 60 || offset >= dayMs) return undefined;
  return zone.startsWith('-') ? -offset : offset;
}
