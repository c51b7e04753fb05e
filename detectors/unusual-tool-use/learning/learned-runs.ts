import {
  type LearnedEntries,
  type LearnedMemory,
  mergeProfile,
  option,
  type Profile,
} from '../../../src/detector-kit/index.ts';
import type { RunHabit } from '../runs/run-habit.ts';
import type { Unfinished } from '../runs/unfinished.ts';
import { agentLimits, ownLimits } from '../runs/weights.ts';

type Counts = { [name: string]: number };

const count = option.number().min(0);
const counts = option.record(option.string().max(500), count);
const profile = option
  .looseObject({
    ...{ runs: count, seen: count, fadedAt: option.number() },
    ...{ traits: counts, traitCount: count, values: counts, valueCount: count },
  })
  .transform((read) => copied(read));
const habit = option
  .looseObject({
    since: option.number(),
    profile,
    open: option.array(option.never()),
    odd: profile.nullable(),
    oddDays: option.object({ count, last: option.number() }),
  })
  .transform((read): RunHabit => read);

/** Of the runs of a job, a conversation, a class of sessions. */
export const runs: LearnedMemory<RunHabit> = {
  schema: habit,
  keep: (entry) => entry,
  rest: (entry) => ({ ...entry, open: [] }),
  join: (known, other) => ({
    ...known,
    since: Math.min(known.since, other.since),
    profile: joined(known.profile, other.profile, ownLimits),
  }),
};

/** Of all runs that a person asked for. */
export const people: LearnedMemory<Profile> = {
  schema: profile,
  keep: (entry) => entry,
  rest: (entry) => entry,
  join: (known, other) => joined(known, other, ownLimits),
};

/** Of all runs of an agent. */
export const agentRuns: LearnedMemory<Profile> = {
  schema: profile,
  keep: (entry) => entry,
  rest: (entry) => entry,
  join: (known, other) => joined(known, other, agentLimits),
  without: (entry, _, { runs: its }: LearnedEntries) =>
    its === undefined ? entry : less(entry, (its as RunHabit).profile),
};

const doer = option.tuple([option.string().max(2000), option.string().max(2000)]);

/** Whose last runs are not learned yet. */
export const unfinished: LearnedMemory<Unfinished> = {
  schema: option.object({ next: option.number(), who: option.array(doer).max(5000) }),
  keep: (entry) => entry,
  rest: (entry) => ({ ...entry, who: [] }),
  join: (known) => known,
  without: (entry, name) => ({ ...entry, who: entry.who.filter(([known]) => known !== name) }),
};

function joined(known: Profile, other: Profile, limits: typeof ownLimits): Profile {
  const both = copied(known);
  mergeProfile(both, other, limits);
  return both;
}

/** As far as both have faded alike. */
function less(profile: Profile, part: Profile): Profile {
  const traits = minus(profile.traits, part.traits);
  const values = minus(profile.values, part.values);
  return {
    ...profile,
    runs: Math.max(0, profile.runs - part.runs),
    seen: Math.max(0, profile.seen - part.seen),
    ...{ traits, traitCount: Object.keys(traits).length },
    ...{ values, valueCount: Object.keys(values).length },
  };
}

function minus(counts: Counts, part: Counts): Counts {
  const left = Object.entries(counts).map(([name, count]) => [name, count - (part[name] ?? 0)] as const);
  return named(left.filter(([, count]) => count > 0.25));
}

function copied<P extends Profile>(profile: P): P {
  return {
    ...profile,
    traits: named(Object.entries(profile.traits)),
    values: named(Object.entries(profile.values)),
  };
}

/** Without what every object has. */
function named(entries: readonly (readonly [string, number])[]): Counts {
  return Object.assign(Object.create(null), Object.fromEntries(entries)) as Counts;
}
