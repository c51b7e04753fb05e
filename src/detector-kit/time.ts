/** Spans and times are milliseconds. */
export const minute = 60_000;
export const hour = 60 * minute;
export const day = 24 * hour;

/** The number of a day, in UTC. */
export function dayOf(time: number): number {
  return Math.floor(time / day);
}

/** After how long a pause an episode ends: an hour, or a window that is longer. */
export function episodeGap(window: number): number {
  return Math.max(window, hour);
}
