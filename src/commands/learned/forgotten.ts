import { detectors } from '../../../detectors/index.ts';
import type { Json } from '../../model/json.ts';
import type { LearnedMemory } from '../../model/learning.ts';
import type { Book, Habit } from '../../state/learned/learned.ts';
import { latest } from '../../state/learned/versions.ts';

/** A book without somebody, and without what its agent and its gateway know of them as far as it can be told. */
export function withoutName(book: Book, name: string, agentId: string): Book {
  const { detector, gateway, habits } = book;
  const its = `${gateway}\n${name}`;
  const wider = [gateway, `${gateway}\n${agentId}`];
  const memories = detectors.find(({ meta }) => meta.id === detector)?.learning?.memories ?? {};
  const entries = Object.fromEntries(
    habits.filter(({ key }) => key === its).map(({ memory, versions }) => [memory, latest(versions)]),
  );
  const left = habits.filter(({ key }) => key !== its);
  return {
    ...book,
    habits: left.map((habit) =>
      wider.includes(habit.key) ? changed(habit, memories[habit.memory], name, entries) : habit,
    ),
  };
}

function changed(
  habit: Habit,
  memory: LearnedMemory | undefined,
  name: string,
  entries: { readonly [memory: string]: Json },
): Habit {
  if (!memory?.without) return habit;
  const without = (value: Json) => memory.without?.(value, name, entries) ?? value;
  return { ...habit, versions: habit.versions.map(({ until, value }) => ({ until, value: without(value) })) };
}
