import { format } from 'date-fns/format';
import { formatDistance } from 'date-fns/formatDistance';
import { formatDuration } from '../facts/duration.ts';
import { isoTime } from './iso-time.ts';

/** Times as people read them, all in one zone. */
export interface PeopleTime {
  readonly zone: string;
  /** `2026-11-21 09:15:02` */
  second(time: number): string;
  /** `2026-11-21 09:15` */
  minute(time: number): string;
  /** `2026-11-21 09:15:02 → 09:25:10` */
  span(from: number, to: number): string;
  /** At most nineteen columns: `11-21 09:00 → 23:59`, `11-15 → 11-22`. */
  shortSpan(from: number, to: number): string;
}

export function peopleTime(utc: boolean): PeopleTime {
  const second = utc ? utcSecond : localSecond;
  const minute = (time: number) => second(time).slice(0, 16);
  return {
    zone: utc ? 'UTC' : Intl.DateTimeFormat().resolvedOptions().timeZone,
    second,
    minute,
    span: (from, to) => spanOf(second(from), second(to)),
    shortSpan: (from, to) => shortSpanOf(minute(from), minute(to)),
  };
}

/** `10m 8s`, of the whole seconds that are shown. */
export function lasted(from: number, to: number): string {
  return formatDuration(Math.floor(to / 1000) * 1000 - Math.floor(from / 1000) * 1000);
}

/** `about 2 hours ago`, `in 3 days`. */
export function distance(time: number, now: number): string {
  return formatDistance(isoTime(time), isoTime(now), { addSuffix: true });
}

function utcSecond(time: number): string {
  return isoTime(time).slice(0, -5).replace('T', ' ');
}

function localSecond(time: number): string {
  return format(isoTime(time), 'yyyy-MM-dd HH:mm:ss');
}

function spanOf(from: string, to: string): string {
  if (from === to) return from;
  const day = from.slice(0, 11);
  return `${from} → ${to.startsWith(day) ? to.slice(11) : to}`;
}

function shortSpanOf(from: string, to: string): string {
  if (from.slice(0, 10) !== to.slice(0, 10)) return `${from.slice(5, 10)} → ${to.slice(5, 10)}`;
  return from === to ? from.slice(5) : `${from.slice(5)} → ${to.slice(11)}`;
}
