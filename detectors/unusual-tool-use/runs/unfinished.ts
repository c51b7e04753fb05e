import { minute } from '../../../src/detector-kit/index.ts';

/** Whose last runs are not learned yet, in one gateway. */
export type Unfinished = {
  /** When to look again which of them are over. */
  next: number;
  who: Doer[];
};

export type Doer = readonly [name: string, agentId: string];

const pause = 10 * minute;
const most = 5000;

export function newUnfinished(time: number): Unfinished {
  return { next: time + pause, who: [] };
}

/** The names in `who`: to look for one among thousands takes too long for each run. */
const namesIn = new WeakMap<Unfinished['who'], Set<string>>();

export function addDoer({ who }: Unfinished, name: string, agentId: string): void {
  const names = namesOf(who);
  if (who.length >= most || names.has(name)) return;
  names.add(name);
  who.push([name, agentId]);
}

/** Forgets whose runs are all learned; the next time to do so comes after a pause. */
export function lookThrough(unfinished: Unfinished, time: number, isAtWork: (doer: Doer) => boolean): void {
  unfinished.next = time + pause;
  unfinished.who = unfinished.who.filter(isAtWork);
}

function namesOf(who: Unfinished['who']): Set<string> {
  const known = namesIn.get(who);
  if (known !== undefined) return known;
  const names = new Set(who.map(([name]) => name));
  namesIn.set(who, names);
  return names;
}
