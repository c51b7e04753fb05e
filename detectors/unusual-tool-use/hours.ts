import { hour } from '../../src/detector-kit/index.ts';

/** Runs that an agent began in each hour of the week, in the last weeks that had some. */
export type Hours = {
  /** The hour that goes on, since the epoch, and its runs. */
  hour: number;
  runs: number;
  /** So many runs of this hour are ordinary; found out when it is busy. */
  ordinary: number;
  /** First hour of all. */
  readonly since: number;
  /** By hour of the week: `[week, runs, week, runs, …]`, oldest first. */
  past: { [hourOfWeek: string]: number[] };
};

/** What an hour of the week usually has. */
export interface Rate {
  readonly weeks: number;
  readonly median: number;
  /** Half of the weeks lie so near to it. */
  readonly deviation: number;
}

const inWeek = 168;
const mostWeeks = 8;
/** A week as no other teaches no more than this. */
const mostLearned = 4;
const leastLearned = 10;

export function newHours(time: number): Hours {
  return { hour: hourOf(time), runs: 0, ordinary: 0, since: hourOf(time), past: {} };
}

/** One run more; of an hour that is over, what may be learned is learned. */
export function countInHour(hours: Hours, time: number): void {
  const now = hourOf(time);
  if (now > hours.hour) {
    learnHour(hours);
    hours.hour = now;
    hours.runs = 0;
    hours.ordinary = 0;
  }
  hours.runs++;
}

/** Of this hour of the week, in the weeks before; those without a run count as well. */
export function usualRate({ hour: now, since, past }: Pick<Hours, 'hour' | 'since' | 'past'>): Rate {
  const week = Math.floor(now / inWeek);
  const weeks = Math.min(mostWeeks, Math.floor((now - since) / inWeek));
  const known = past[now % inWeek] ?? [];
  const counts = Array.from({ length: weeks }, (_, back) => runsIn(known, week - 1 - back));
  const median = medianOf(counts);
  return { weeks, median, deviation: medianOf(counts.map((count) => Math.abs(count - median))) };
}

/** Of the same agent; of an hour of the week that both know, the newer. */
export function joinHours(one: Hours | undefined, other: Hours | undefined): Hours | undefined {
  if (one === undefined || other === undefined) return one ?? other;
  const [newer, older] = one.hour >= other.hour ? [one, other] : [other, one];
  return {
    ...newer,
    since: Math.min(one.since, other.since),
    past: { ...older.past, ...newer.past },
  };
}

function learnHour(hours: Hours): void {
  const { hour: over, runs } = hours;
  const learned = Math.min(runs, Math.max(leastLearned, mostLearned * usualRate(hours).median));
  const known = hours.past[over % inWeek] ?? [];
  hours.past[over % inWeek] = [...known, Math.floor(over / inWeek), learned].slice(-2 * mostWeeks);
}

function runsIn(known: readonly number[], week: number): number {
  for (let at = 0; at < known.length; at += 2) if (known[at] === week) return known[at + 1] ?? 0;
  return 0;
}

function medianOf(values: readonly number[]): number {
  const sorted = values.toSorted((one, other) => one - other);
  const middle = Math.floor(sorted.length / 2);
  if (sorted.length % 2 === 1) return sorted[middle] ?? 0;
  return ((sorted[middle - 1] ?? 0) + (sorted[middle] ?? 0)) / 2;
}

export function hourOf(time: number): number {
  return Math.floor(time / hour);
}
