import { detectors } from '../../../detectors/index.ts';
import type { LearnedEntries, LearnedMemory } from '../../model/learning.ts';
import type { Book, Habit } from '../../state/learned/learned.ts';
import { versionBefore } from '../../state/learned/versions.ts';

/** A book without somebody, and without what its agent and its gateway know of them as far as it can be told. */
export function withoutName(book: Book, name: string, agentId: string): Book {
  const { detector, gateway, habits } = book;
  const its = `${gateway}\n${name}`;
  const wider = [gateway, `${gateway}\n${agentId}`];
  const memories = detectors.find(({ meta }) => meta.id === detector)?.learning?.memories ?? {};
  const own = habits.filter(({ key }) => key === its);
  // Of the past, only what was known by then is taken off.
  const entriesBefore = (time: number): LearnedEntries =>
    Object.fromEntries(own.map(({ memory, versions }) => [memory, versionBefore(versions, time)]));
  const left = habits.filter(({ key }) => key !== its);
  return {
    ...book,
    habits: left.map((habit) =>
      wider.includes(habit.key) ? changed(habit, memories[habit.memory], name, entriesBefore) : habit,
    ),
  };
}

function changed(
  habit: Habit,
  memory: LearnedMemory | undefined,
  name: string,
  entriesBefore: (time: number) => LearnedEntries,
): Habit {
  if (!memory?.without) return habit;
  const versions = habit.versions.map(({ until, value }) => ({
    until,
    value: memory.without?.(value, name, entriesBefore(until + 1)) ?? value,
  }));
  return { ...habit, versions };
}
