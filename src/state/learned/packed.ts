import { z } from 'zod';
import type { Json } from '../../model/json.ts';
import { type Change, changeTo, valueBefore } from './change.ts';
import type { Habit, Version } from './learned.ts';

/** Habits as they are saved: of each the newest version whole, of those before it what was different. */
export interface PackedHabits {
  /** When something was the newest version: habits name the place in this list. */
  readonly moments: readonly number[];
  readonly habits: readonly PackedHabit[];
}

interface PackedHabit {
  readonly memory: string;
  readonly key: string;
  /** Oldest first. */
  readonly moments: readonly number[];
  readonly value: Json;
  /** Newest first, one less than moments. */
  readonly changes: readonly Change[];
}

const text = z.string();

export const packedHabits = {
  moments: z.array(z.number()),
  habits: z.array(
    z.object({
      memory: text,
      key: text,
      moments: z.array(z.int().min(0)).min(1),
      value: z.unknown(),
      changes: z.array(z.unknown()),
    }),
  ),
};

export function packed(habits: readonly Habit[]): PackedHabits {
  const places = new Map<number, number>();
  const placeOf = ({ until }: Version): number => {
    if (!places.has(until)) places.set(until, places.size);
    return places.get(until) ?? 0;
  };
  const all = habits.map(({ memory, key, versions }) => {
    const [value = null, ...older] = versions.map((version) => version.value).reverse();
    const newer = [value, ...older];
    const changes = older.map((earlier, at) => changeTo(earlier, newer[at] ?? null));
    return { memory, key, moments: versions.map(placeOf), value, changes };
  });
  return { moments: [...places.keys()], habits: all };
}

/** Throws for what does not fit together. */
export function unpacked({ moments: all, habits }: PackedHabits): readonly Habit[] {
  return habits.map(({ memory, key, moments, value, changes }) => {
    const values = [value];
    for (const change of changes) values.push(valueBefore(values.at(-1) ?? null, change));
    if (values.length !== moments.length) throw new Error('it holds versions of no time');
    const versions = moments.map((place, at): Version => {
      const until = all[place];
      if (until === undefined) throw new Error('it holds a version of no time');
      return { until, value: values[moments.length - 1 - at] ?? null };
    });
    return { memory, key, versions };
  });
}
