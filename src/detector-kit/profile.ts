/**
 * What the runs of somebody had in common: how many of them had each trait. Weighted counts, bounded,
 * fading, and made to be added up. Values are hashes: no raw text. A name must not be one that objects have.
 */
export type Profile = {
  /** As they fade; `seen` is how many there were. */
  runs: number;
  seen: number;
  fadedAt: number;
  traits: { [name: string]: number };
  traitCount: number;
  values: { [hash: string]: number };
  valueCount: number;
};

export interface ProfileLimits {
  readonly traits: number;
  readonly values: number;
  /** Counts are halved after so much time, and after so many runs. */
  readonly halfLife: number;
  readonly runs: number;
}

export function newProfile(time: number): Profile {
  return {
    runs: 0,
    seen: 0,
    fadedAt: time,
    traits: Object.create(null),
    traitCount: 0,
    values: Object.create(null),
    valueCount: 0,
  };
}

/** In how many runs it was. */
export function countOf({ traits }: Profile, name: string): number {
  return traits[name] ?? 0;
}

/** In how many runs the value was given. */
export function countOfValue({ values }: Profile, hash: string): number {
  return values[hash] ?? 0;
}

/** What one run had. One that is to be doubted weighs less than 1. */
export interface ProfiledRun {
  readonly traits: Iterable<string>;
  readonly values: Iterable<string>;
  readonly time: number;
  readonly weight?: number;
}

/** Adds one run: each trait and value counts once. */
export function learnRun(profile: Profile, run: ProfiledRun, limits: ProfileLimits): void {
  const { weight = 1 } = run;
  fade(profile, run.time, limits);
  profile.runs += weight;
  profile.seen++;
  for (const name of run.traits) addTrait(profile, name, weight);
  for (const hash of run.values) addValue(profile, hash, weight);
  makeRoom(profile, limits);
}

/** Adds all that another profile learned, as if one had seen the runs of both. */
export function mergeProfile(into: Profile, other: Profile, limits: ProfileLimits): void {
  into.runs += other.runs;
  into.seen += other.seen;
  for (const [name, count] of Object.entries(other.traits)) addTrait(into, name, count);
  for (const [hash, count] of Object.entries(other.values)) addValue(into, hash, count);
  makeRoom(into, limits);
}

function fade(profile: Profile, time: number, { halfLife, runs }: ProfileLimits): void {
  if (time - profile.fadedAt < halfLife && profile.runs < runs) return;
  profile.fadedAt = time;
  profile.runs /= 2;
  profile.traitCount = halve(profile.traits);
  profile.valueCount = halve(profile.values);
}

/** What was there once, twice faded, is forgotten. */
function halve(counts: { [name: string]: number }): number {
  let kept = 0;
  for (const [name, count] of Object.entries(counts)) {
    if (count < 0.5) delete counts[name];
    else {
      counts[name] = count / 2;
      kept++;
    }
  }
  return kept;
}

function addTrait(profile: Profile, name: string, count: number): void {
  const known = profile.traits[name];
  if (known === undefined) profile.traitCount++;
  profile.traits[name] = (known ?? 0) + count;
}

function addValue(profile: Profile, hash: string, count: number): void {
  const known = profile.values[hash];
  if (known === undefined) profile.valueCount++;
  profile.values[hash] = (known ?? 0) + count;
}

function makeRoom(profile: Profile, { traits, values }: ProfileLimits): void {
  if (profile.traitCount > traits) profile.traitCount = forgetRarest(profile.traits, traits);
  if (profile.valueCount > values) profile.valueCount = forgetRarest(profile.values, values);
}

/** An eighth more than need be, so that it is seldom; of equals the oldest goes first. */
function forgetRarest(counts: { [name: string]: number }, most: number): number {
  const sorted = Object.entries(counts).sort(([, one], [, other]) => one - other);
  const excess = sorted.length - Math.floor((most * 7) / 8);
  for (const [name] of sorted.slice(0, excess)) delete counts[name];
  return sorted.length - excess;
}
