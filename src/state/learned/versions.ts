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

/** Keeps the newest, the last of each of the latest days and weeks, and what evidence that begins then is judged by. */
export function thinned(versions: readonly Version[], begin: number): readonly Version[] {
  const newest = versions.at(-1);
  if (newest === undefined) return versions;
  const base = versions.findLast(({ until }) => until < begin);
  return versions.filter((version, at) => {
    if (version === newest || version === base) return true;
    const period = periodOf(version, newest);
    return period !== undefined && period !== periodOf(versions[at + 1] ?? newest, newest);
  });
}

/** The day, for those before it the week; none for what is too old to be of use. */
function periodOf({ until }: Version, newest: Version): string | undefined {
  const day = Math.floor(until / dayLength);
  const age = Math.floor(newest.until / dayLength) - day;
  if (age <= dense) return `day ${day}`;
  return age <= sparse ? `week ${Math.floor(day / 7)}` : undefined;
}
