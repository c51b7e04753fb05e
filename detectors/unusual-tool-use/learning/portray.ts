import {
  type LearnedEntries,
  type Portrait,
  type PortraitRow,
  type Profile,
  parseSessionKey,
} from '../../../src/detector-kit/index.ts';
import type { Entity } from '../entity.ts';
import type { Peers } from '../peers.ts';
import type { RunHabit } from '../runs/run-habit.ts';

const most = 20;

/** What a job, a session or an agent usually does. */
export function portray(name: string, entries: LearnedEntries): Portrait | undefined {
  const entity = entries['entities'] as Entity | undefined;
  const habit = entries['runs'] as RunHabit | undefined;
  const person = entries['people'] as Profile | undefined;
  const profile = habit?.profile ?? (entries['agent-runs'] as Profile | undefined) ?? person;
  const peers = entries['peers'] as Peers | undefined;
  if (!entity && !profile && !peers) return undefined;
  return {
    ...whoIs(name, entity ?? habit, person),
    runs: profile?.seen ?? entity?.runs ?? peers?.runs ?? 0,
    sections: [
      { title: 'tools', rows: named(profile, /^t (.+)$/s, ([tool]) => tool) },
      { title: 'one after the other', rows: ordered(profile) },
      { title: 'arguments that name something', rows: argumentsOf(profile) },
      { title: 'powers', rows: powersOf(entity, peers) },
      { title: 'busiest runs', rows: busiestOf(entity, peers) },
      { title: 'odd runs, not learned', rows: oddOf(habit) },
    ],
  };
}

function whoIs(name: string, session: Entity | RunHabit | undefined, person: Profile | undefined) {
  if (session !== undefined) return { kind: kindOf(name), agentId: agentOf(session) ?? agentIn(name) };
  // A person is named after the agent that they talk to.
  return person === undefined ? { kind: 'agent', agentId: name } : { kind: 'person', agentId: agentIn(name) };
}

function agentOf(session: Entity | RunHabit): string | undefined {
  return 'agentId' in session ? session.agentId : undefined;
}

function agentIn(name: string): string {
  return parseSessionKey(name).agentId ?? name.split(' ', 1)[0] ?? '';
}

function kindOf(name: string): string {
  const { kind } = parseSessionKey(name);
  return kind === 'cron' || kind === 'hook' ? 'job' : 'session';
}

type Words = readonly string[];

function named(profile: Profile | undefined, pattern: RegExp, nameOf: (words: Words) => string | undefined) {
  const rows = Object.entries(profile?.traits ?? {}).flatMap(([trait, count]) => {
    const words = pattern.exec(trait)?.slice(1);
    const name = words && nameOf(words);
    return name === undefined ? [] : [{ name, count }];
  });
  return rows
    .sort((one, other) => other.count - one.count || (one.name < other.name ? -1 : 1))
    .slice(0, most);
}

function ordered(profile: Profile | undefined): readonly PortraitRow[] {
  return named(profile, /^([^>]*)>(.+)$/s, ([before, tool]) =>
    before === '' ? `${tool} first` : `${before} → ${tool}`,
  );
}

/** Which arguments named a host, a recipient, a path; in how many runs it was a new one. */
function argumentsOf(profile: Profile | undefined): readonly PortraitRow[] {
  return named(profile, /^s (.+)$/s, ([slot]) => slot).map(({ name, count }) => {
    const fresh = profile?.traits[`w ${name}`] ?? 0;
    return {
      name,
      count,
      note: fresh === 0 ? 'runs, never a new one' : `runs, a new one in ${Math.round(fresh)}`,
    };
  });
}

function powersOf(entity: Entity | undefined, peers: Peers | undefined): readonly PortraitRow[] {
  const own = Object.entries(entity?.uses ?? {}).map(([name, { days, told }]) => ({
    name,
    count: days.count,
    note: told ? 'days; its first use was reported' : 'days',
  }));
  const all = Object.entries(peers?.uses ?? {}).map(([name, { runs }]) => ({
    name,
    count: runs,
    note: 'runs',
  }));
  return [...own, ...all];
}

function busiestOf(entity: Entity | undefined, peers: Peers | undefined): readonly PortraitRow[] {
  const groups = entity?.groups ?? peers?.groups ?? {};
  return Object.entries(groups).map(([name, { runs }]) => ({
    name,
    count: runs.highest,
    note: `calls, the most of ${runs.seen} ${runs.seen === 1 ? 'run' : 'runs'}`,
  }));
}

function oddOf(habit: RunHabit | undefined): readonly PortraitRow[] {
  const odd = habit?.odd;
  return odd ? [{ name: 'in a row', count: odd.seen, note: `runs, on ${habit.oddDays.count} days` }] : [];
}
