import type { QuietHours } from '../model/alert.ts';

const minute = 60_000;
const day = 1440;

/** When the quiet hours that hold at a time end; `undefined` outside of them. */
export function quietClock(hours: QuietHours | undefined): (now: number) => number | undefined {
  if (hours === undefined) return () => undefined;
  const { to } = hours;
  const clock = wallClock(hours.timeZone);
  return (now) => {
    const time = clock(now);
    if (!isQuiet(hours, time)) return undefined;
    const end = Math.floor(now / minute) * minute + until(time, to) * minute;
    // The clock may have been put forward or back in between.
    const off = ((until(clock(end), to) + day / 2) % day) - day / 2;
    return end + off * minute > now ? end + off * minute : now + minute;
  };
}

function isQuiet({ from, to }: QuietHours, time: number): boolean {
  return from < to ? time >= from && time < to : time >= from || time < to;
}

/** Minutes from one time of the day to the next such time. */
function until(from: number, to: number): number {
  return (to - from + day) % day;
}

/** Minutes since midnight, as the clock on the wall shows them. */
function wallClock(timeZone: string | undefined): (now: number) => number {
  const format = new Intl.DateTimeFormat('en-GB', {
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    timeZone,
  });
  return (now) => {
    const [hours = 0, minutes = 0] = format.format(now).split(':').map(Number);
    return hours * 60 + minutes;
  };
}
