/** The highest of the last busy spans or runs. Below a hundred of them it is the 99th percentile. */
export type Peaks = {
  /** Spans or runs so far. */
  seen: number;
  highest: number;
  /** Those that no later one reaches, as `[number, value, number, value, …]`: the first is the highest. */
  leading: number[];
};

const most = 64;

export function newPeaks(): Peaks {
  return { seen: 0, highest: 0, leading: [] };
}

export function addPeak(peaks: Peaks, value: number): void {
  if (value <= 0) return;
  const { leading } = peaks;
  peaks.seen++;
  let kept = leading.length;
  while (kept > 0 && (leading[kept - 1] ?? 0) <= value) kept -= 2;
  leading[kept] = peaks.seen;
  leading[kept + 1] = value;
  while (leading.length > kept + 2) leading.pop();
  if ((leading[0] ?? 0) <= peaks.seen - most) leading.splice(0, 2);
  peaks.highest = leading[1] ?? 0;
}
