const second = 1000;
const longest = 15 * 60 * second;

/** Milliseconds to wait after so many failures in a row: doubling, with full jitter, from one second to 15 minutes. */
export function backOff(failures: number, random: () => number): number {
  const most = Math.min(longest, second * 2 ** Math.min(failures, 20));
  return Math.round(Math.max(second, random() * most));
}
