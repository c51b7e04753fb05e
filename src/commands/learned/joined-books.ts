import type { Json } from '../../model/json.ts';
import type { LearnedMemory } from '../../model/learning.ts';
import type { Book, Habit, Mark, Version } from '../../state/learned/learned.ts';
import { thinned, versionBefore } from '../../state/learned/versions.ts';

type Memories = { readonly [memory: string]: LearnedMemory };

/**
 * As if one had seen what both saw. Where both tell of somebody in the same time, they may have seen the same: then
 * the one that heard of them last is believed, so that nothing counts twice.
 */
export function joinedBooks(known: Book, other: Book, memories: Memories): Book {
  const overlap = known.mark !== null && other.mark !== null && overlaps(known, other);
  const habits = new Map(known.habits.map((habit) => [nameOf(habit), habit]));
  const both = (own: Habit, its: Habit): Habit =>
    overlap ? heardLast(own, its) : joinedHabits(own, its, memories[own.memory]);
  for (const habit of other.habits) {
    const own = habits.get(nameOf(habit));
    habits.set(nameOf(habit), own ? both(own, habit) : habit);
  }
  return {
    ...known,
    since: earlier(known.since, other.since),
    mark: later(known.mark, other.mark),
    habits: [...habits.values()],
  };
}

function overlaps(one: Book, two: Book): boolean {
  const [from, to] = [
    Math.max(one.since ?? 0, two.since ?? 0),
    Math.min(one.mark?.time ?? 0, two.mark?.time ?? 0),
  ];
  return from <= to;
}

function heardLast(own: Habit, its: Habit): Habit {
  return (its.versions.at(-1)?.until ?? 0) > (own.versions.at(-1)?.until ?? 0) ? its : own;
}

function joinedHabits(known: Habit, other: Habit, memory: LearnedMemory | undefined): Habit {
  const moments = [...new Set([...known.versions, ...other.versions].map(({ until }) => until))].sort(
    (a, b) => a - b,
  );
  const versions = moments.map((until): Version => {
    const [one, two] = [known, other].map(({ versions }) => versionBefore(versions, until + 1));
    return { until, value: joined(one, two, memory) };
  });
  return { ...known, versions: thinned(versions, Number.NEGATIVE_INFINITY) };
}

function joined(one: Json | undefined, two: Json | undefined, memory: LearnedMemory | undefined): Json {
  if (one !== undefined && two !== undefined && memory) return memory.join(one, two);
  return one ?? two ?? null;
}

function earlier(one: number | null, two: number | null): number | null {
  return one === null || two === null ? (one ?? two) : Math.min(one, two);
}

function later(one: Mark | null, two: Mark | null): Mark | null {
  if (one === null || two === null) return one ?? two;
  if (one.time === two.time) return { time: one.time, names: [...new Set([...one.names, ...two.names])] };
  return one.time > two.time ? one : two;
}

function nameOf({ memory, key }: Habit): string {
  return `${memory}\n${key}`;
}
