/** Longest memory that a rhythm needs. */
export const mostTimes = 9;

const shortest = 5_000;

/** Tries at these times come from a program that retries: at a fixed period, or backing off. People and guessers do neither. */
export function isRetry(times: readonly number[]): boolean {
  const pauses = pausesOf(times);
  return isSteady(pauses) || isBackingOff(pauses);
}

/** The pause in the middle of all. */
export function periodOf(times: readonly number[]): number {
  return middleOf(pausesOf(times));
}

function pausesOf(times: readonly number[]): readonly number[] {
  return times.slice(1).map((time, index) => time - (times[index] ?? time));
}

function middleOf(pauses: readonly number[]): number {
  return [...pauses].sort((a, b) => a - b)[Math.floor(pauses.length / 2)] ?? 0;
}

/** A period of five seconds or more, kept within a quarter; one pause in five may be another, as after a restart. */
function isSteady(pauses: readonly number[]): boolean {
  const period = middleOf(pauses);
  const strays = pauses.filter((pause) => Math.abs(pause - period) > period / 4).length;
  return period >= shortest && strays <= Math.floor(pauses.length / 5);
}

/** Each pause longer than the one before, until the longest is reached. */
function isBackingOff(pauses: readonly number[]): boolean {
  return pauses.every((pause, index) => {
    const before = pauses[index - 1] ?? pause / 2;
    return before > 0 && pause <= 3 * before && pause >= before * (pause >= shortest ? 0.9 : 1.2);
  });
}
