import type { Json } from '../../model/json.ts';
import { isoTime } from '../iso-time.ts';

const common = /^(\d{2})\/([A-Z][a-z]{2})\/(\d{4}):(\d{2}:\d{2}:\d{2}) ([+-]\d{4})$/;
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** Milliseconds of what a proxy writes as time: `22/Nov/2026:09:15:02 +0000`, ISO 8601, or seconds since the epoch. */
export function accessTime(value: Json | undefined): number | undefined {
  if (typeof value === 'number') return epochTime(value);
  if (typeof value !== 'string' || value.length > 40) return undefined;
  if (/^\d{1,19}(?:\.\d{1,9})?$/.test(value)) return epochTime(Number(value));
  return commonTime(value) ?? isoTime(value);
}

/** `22/Nov/2026:09:15:02 +0000`, of the common log format. */
export function commonTime(text: string): number | undefined {
  const [, day, name = '', year, clock, zone] = common.exec(text) ?? [];
  const month = months.indexOf(name) + 1;
  return month === 0
    ? undefined
    : isoTime(`${year}-${String(month).padStart(2, '0')}-${day}T${clock}${zone}`);
}

/** Seconds, milliseconds, microseconds or nanoseconds: only one of them lies in our century. */
function epochTime(value: number): number | undefined {
  for (const unit of [1000, 1, 1e-3, 1e-6]) {
    const time = value * unit;
    if (time > 1e12 && time < 1e13) return Math.floor(time);
  }
  return undefined;
}
