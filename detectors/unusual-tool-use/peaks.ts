/** The last busy spans or runs. Below a hundred of them the highest is the 99th percentile. */
export type Peaks = {
  values: number[];
  next: number;
  highest: number;
};

const most = 64;

export function newPeaks(): Peaks {
  return { values: [], next: 0, highest: 0 };
}

export function addPeak(peaks: Peaks, value: number): void {
  if (value <= 0) return;
  const leaving = peaks.values[peaks.next] ?? 0;
  peaks.values[peaks.next] = value;
  peaks.next = (peaks.next + 1) % most;
  if (value >= peaks.highest) peaks.highest = value;
  else if (leaving === peaks.highest) peaks.highest = highestOf(peaks.values);
}

function highestOf(values: readonly number[]): number {
  let highest = 0;
  for (const value of values) if (value > highest) highest = value;
  return highest;
}
