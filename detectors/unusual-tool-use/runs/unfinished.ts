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

export function addDoer({ who }: Unfinished, name: string, agentId: string): void {
  if (who.length < most && !who.some(([known]) => known === name)) who.push([name, agentId]);
}

/** Who still has a run that is not learned, each time when it is time to look. */
export function doersAt(
  unfinished: Unfinished,
  time: number,
  isAtWork: (doer: Doer) => boolean,
): readonly Doer[] {
  if (time < unfinished.next) return [];
  unfinished.next = time + pause;
  unfinished.who = unfinished.who.filter(isAtWork);
  return unfinished.who;
}
