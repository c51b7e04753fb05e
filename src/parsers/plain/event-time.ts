import type { Json } from '../../model/json.ts';
import { isoTime } from '../iso-time.ts';

// The end of the year 5138 in seconds is March 1973 in milliseconds: nobody logs either.
const firstMillisecond = 1e11;
const lastTime = 8.64e15;

/** ISO 8601 with a zone, seconds or milliseconds; `undefined` for anything else. */
export function eventTime(value: Json | undefined): number | undefined {
  if (typeof value === 'string') return isoTime(value) ?? digitsTime(value);
  return typeof value === 'number' ? numberTime(value) : undefined;
}

function numberTime(value: number): number | undefined {
  if (!(value > 0)) return undefined;
  const time = value < firstMillisecond ? Math.round(value * 1000) : Math.round(value);
  return time < lastTime ? time : undefined;
}

function digitsTime(text: string): number | undefined {
  return /^\d{9,13}(?:\.\d{1,9})?$/.test(text) ? numberTime(Number(text)) : undefined;
}
