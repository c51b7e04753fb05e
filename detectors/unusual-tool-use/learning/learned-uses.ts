import { type LearnedMemory, option, type Periods } from '../../../src/detector-kit/index.ts';
import type { Activity } from '../activity.ts';
import type { Entity, Use } from '../entity.ts';
import { joinHours } from '../hours.ts';
import { addPeak, newPeaks, type Peaks } from '../peaks.ts';
import type { Peers } from '../peers.ts';

const count = option.number().min(0);
const number = option.number();
const name = option.string().max(2000);
const periods = option.object({ count, last: number });
const peaks = option.object({ seen: count, highest: count, leading: option.array(number).max(200) });
const activity = option.looseObject({
  ...{ slot: number, total: count, peak: count, inRun: count, toldPeak: count },
  counts: option.array(number).max(0),
  told: option.boolean(),
  toldDays: periods,
  ...{ spans: peaks, runs: peaks },
});
const use = option.looseObject({ days: periods, run: name, told: option.boolean() });
const entity = option
  .looseObject({
    ...{ name, agentId: name, runs: count, run: name, runAt: number, calledAt: number },
    runIds: option.array(name).max(64),
    turns: option.boolean(),
    groups: option.record(name, activity),
    uses: option.record(name, use),
    ...{ denials: none(), secrets: none(), judged: none(), flagged: none() },
  })
  .transform((read) => read as unknown as Entity);
const peerUse = option.looseObject({ runs: count, users: option.array(name).max(64), since: number });
const peerGroup = option.looseObject({ since: number, spans: peaks, runs: peaks });
const circle = option
  .looseObject({
    ...{ runs: count, version: name, updatedAt: number },
    uses: option.record(name, peerUse),
    groups: option.record(name, peerGroup),
  })
  .transform((read) => read as unknown as Peers);

function none() {
  return option.array(option.never());
}

/** Which powers a session, a job or a class of sessions uses, and how busy it is. */
export const entities: LearnedMemory<Entity> = {
  schema: entity,
  keep: withoutWords,
  rest: (kept) => ({ ...kept, flagged: [], groups: mapped(kept.groups, rested) }),
  join: (known, other) => ({
    ...known,
    runs: known.runs + other.runs,
    groups: union(known.groups, other.groups, joinActivity),
    uses: union(known.uses, other.uses, joinUse),
  }),
};

/** The same of an agent, and of a gateway. */
export const peers: LearnedMemory<Peers> = {
  schema: circle,
  keep: (entry) => entry,
  rest: (entry) => entry,
  join: (known, other) => ({
    ...known,
    runs: known.runs + other.runs,
    ...withHours(joinHours(known.hours, other.hours)),
    uses: union(known.uses, other.uses, (one, two) => ({
      runs: one.runs + two.runs,
      users: [...new Set([...one.users, ...two.users])].slice(0, 4),
      since: Math.min(one.since, two.since),
    })),
    groups: union(known.groups, other.groups, (one, two) => ({
      since: Math.min(one.since, two.since),
      spans: joinPeaks(one.spans, two.spans),
      runs: joinPeaks(one.runs, two.runs),
    })),
  }),
  without: (entry, name, { entities: its }) => ({
    ...entry,
    runs: Math.max(0, entry.runs - ((its as Entity | undefined)?.runs ?? 0)),
    uses: withoutUser(entry.uses, name),
  }),
};

function withHours(hours: Peers['hours']): Pick<Peers, 'hours'> {
  return hours === undefined ? {} : { hours };
}

/** What was refused or read a moment ago is nothing to keep: it quotes the arguments. */
function withoutWords({ trail: _, ...entity }: Entity): Entity {
  return { ...entity, denials: [], secrets: [], judged: [] };
}

/** A power that nobody else had is gone with its user. */
function withoutUser(uses: Peers['uses'], name: string): Peers['uses'] {
  const others = Object.entries(uses).filter(([, { users }]) => users.length !== 1 || users[0] !== name);
  const left = others.map(([kind, known]) => [
    kind,
    { ...known, users: known.users.filter((user) => user !== name) },
  ]);
  return Object.fromEntries(left) as Peers['uses'];
}

/** The span and the run have ended. */
function rested(activity: Activity): Activity {
  return { ...activity, slot: 0, counts: [], total: 0 };
}

function joinActivity(known: Activity, other: Activity): Activity {
  return {
    ...known,
    spans: joinPeaks(known.spans, other.spans),
    runs: joinPeaks(known.runs, other.runs),
    toldPeak: Math.max(known.toldPeak, other.toldPeak),
    toldDays: joinPeriods(known.toldDays, other.toldDays),
  };
}

function joinUse(known: Use, other: Use): Use {
  return { ...known, days: joinPeriods(known.days, other.days), told: known.told && other.told };
}

function joinPeriods(one: Periods, two: Periods): Periods {
  return { count: one.count + two.count, last: Math.max(one.last, two.last) };
}

/** As if the other's highest had come before. */
function joinPeaks(known: Peaks, other: Peaks): Peaks {
  const both = newPeaks();
  for (const value of [...values(other), ...values(known)]) addPeak(both, value);
  return { ...both, seen: both.seen };
}

function values({ leading }: Peaks): readonly number[] {
  return leading.filter((_, at) => at % 2 === 1);
}

type Table<V> = { readonly [name: string]: V | undefined };

function mapped<T extends Table<V>, V>(table: T & Table<V>, change: (value: V) => V): T {
  const entries = Object.entries<V | undefined>(table).filter(([, value]) => value !== undefined);
  return Object.fromEntries(entries.map(([name, value]) => [name, change(value as V)])) as T;
}

function union<T extends Table<V>, V>(
  known: T & Table<V>,
  other: T & Table<V>,
  join: (one: V, two: V) => V,
): T {
  const both = new Map<string, V | undefined>(Object.entries<V | undefined>(other));
  for (const [name, value] of Object.entries<V | undefined>(known)) {
    const its = both.get(name);
    both.set(name, value !== undefined && its !== undefined ? join(value, its) : (value ?? its));
  }
  return Object.fromEntries(both) as T;
}
