import {
  day,
  dayOf,
  learnRun,
  mergeProfile,
  minute,
  newProfile,
  noPeriods,
  type Periods,
  type Profile,
  type ProfiledRun,
  withPeriod,
} from '../../../src/detector-kit/index.ts';
import type { ObservedRun } from './observed-run.ts';
import { agentLimits, doubtful, doubtfulWeight, ownLimits } from './weights.ts';

/** What the runs of a job or a conversation have in common, and the runs that go on. */
export type RunHabit = {
  readonly since: number;
  readonly profile: Profile;
  open: ObservedRun[];
  /** Odd runs since the last ordinary one: learned when they have become the habit. */
  odd: Profile | null;
  oddDays: Periods;
};

const none: readonly ObservedRun[] = [];
const pause = 10 * minute;
const mostOpen = 8;
/** Until there were so many runs or days, all is learned: nobody knows yet what is odd. */
const young = { runs: 10, time: 21 * day };
/** Fewer earlier runs than these make no run odd. */
const leastJudged = 3;
/** So many odd runs in a row, on so many days, are a new habit. */
const settlesAfter = { runs: 5, days: 5 };
/** What so many of the odd runs had is what the new habit is. */
const shared = 0.8;

export function newHabit(time: number): RunHabit {
  return { since: time, profile: newProfile(time), open: [], odd: null, oddDays: noPeriods };
}

/** Where a habit stands when an event comes: what goes on is this run of this session. */
export interface Now {
  readonly session: string;
  readonly runId: string | undefined;
  readonly time: number;
}

/** The run of a session that goes on. */
export function openRun({ open }: RunHabit, session: string): ObservedRun | undefined {
  for (const run of open) if (run.session === session) return run;
  return undefined;
}

/** Ends the runs that are over: all of the session's but this one, and those that paused. Returns what was learned. */
export function settle(habit: RunHabit, agent: Profile, now: Now, threshold: number): readonly ObservedRun[] {
  const { open } = habit;
  const excess = open.length - mostOpen;
  if (excess <= 0 && !hasOver(open, now)) return none;
  habit.open = open.filter((run, at) => at >= excess && !isOver(run, now));
  return open.filter((run) => !habit.open.includes(run) && learn(habit, agent, run, threshold));
}

function hasOver(open: readonly ObservedRun[], now: Now): boolean {
  for (const run of open) if (isOver(run, now)) return true;
  return false;
}

function isOver(run: ObservedRun, { session, runId, time }: Now): boolean {
  if (time - run.lastAt > pause) return true;
  return run.session === session && runId !== undefined && run.runId !== runId;
}

/** True when it was ordinary enough. */
function learn(habit: RunHabit, agent: Profile, run: ObservedRun, threshold: number): boolean {
  if (run.calls === 0 || !run.teaches) return false;
  const { traits, values, lastAt: time } = run;
  const isOdd = habit.profile.seen >= leastJudged && run.score >= doubtful * threshold;
  if (isOdd && !isYoung(habit, time)) {
    learnOdd(habit, { traits, values, time });
    return false;
  }
  forgetOdd(habit);
  const taught = { traits, values, time, weight: isOdd ? doubtfulWeight : 1 };
  learnRun(habit.profile, taught, ownLimits);
  learnRun(agent, taught, agentLimits);
  return !isOdd;
}

function isYoung({ profile, since }: RunHabit, time: number): boolean {
  return profile.seen < young.runs && time - since < young.time;
}

/** A poisoned run must not make the next one ordinary; but a habit may change. */
function learnOdd(habit: RunHabit, run: ProfiledRun): void {
  habit.odd ??= newProfile(run.time);
  learnRun(habit.odd, run, ownLimits);
  habit.oddDays = withPeriod(habit.oddDays, dayOf(run.time));
  if (habit.odd.seen < settlesAfter.runs || habit.oddDays.count < settlesAfter.days) return;
  mergeProfile(habit.profile, common(habit.odd), ownLimits);
  forgetOdd(habit);
}

function forgetOdd(habit: RunHabit): void {
  habit.odd = null;
  habit.oddDays = noPeriods;
}

function common(odd: Profile): Profile {
  const most = (counts: { readonly [name: string]: number }) =>
    Object.fromEntries(Object.entries(counts).filter(([, count]) => count >= shared * odd.runs));
  return { ...odd, traits: most(odd.traits), values: most(odd.values) };
}
