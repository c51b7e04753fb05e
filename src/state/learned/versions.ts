import type { Json } from '../../model/json.ts';
import type { Version } from './learned.ts';

const dayLength = 86_400_000;
/** A report looks back a week; days beyond are kept one a week, for a report over a month. */
const dense = 9;
const sparse = 36;

/** As it was before that time; `undefined` when nothing is kept of then. */
export function versionBefore(versions: readonly Version[], time: number): Json | undefined {
  return versions.findLast(({ until }) => until < time)?.value;
}

export function latest(versions: readonly Version[]): Json {
  return versions.at(-1)?.value ?? null;
}

/** Whether what is known between these two moments will be worth keeping. */
export function isWorthKeeping(time: number, next: number, now: number): boolean {
  const period = periodOf(time, now);
  return period !== undefined && period !== periodOf(next, now);
}

/** Keeps the newest, the last of each of the latest days and weeks, and what evidence that begins then is judged by. */
export function thinned(versions: readonly Version[], begin: number): readonly Version[] {
  const newest = versions.at(-1);
  if (newest === undefined) return versions;
  const base = versions.findLast(({ until }) => until < begin);
  return versions.filter((version, at) => {
    if (version === newest || version === base) return true;
    return isWorthKeeping(version.until, versions[at + 1]?.until ?? newest.until, newest.until);
  });
}

/** The day, for those before it the week; none for what is too old to be of use. */
function periodOf(time: number, now: number): string | undefined {
  const day = Math.floor(time / dayLength);
  const age = Math.floor(now / dayLength) - day;
  if (age <= dense) return `day ${day}`;
  return age <= sparse ? `week ${Math.floor(day / 7)}` : undefined;
}
