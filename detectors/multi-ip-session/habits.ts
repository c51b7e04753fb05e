import type { Memory } from '../../src/detector-kit/index.ts';

const hour = 3_600_000;
const day = 24 * hour;
const mostPlaces = 32;
const enoughDays = 2;
const enoughHours = 3;

type Habit = {
  readonly place: string;
  readonly first: number;
  readonly days: number;
  readonly day: number;
  readonly hours: number;
  readonly hour: number;
};

/** Where each identity is used from, day by day. */
export class Habits {
  readonly #memory: Memory<readonly Habit[]>;

  constructor(memory: Memory<readonly Habit[]>) {
    this.#memory = memory;
  }

  teach(name: string, place: string, time: number): void {
    const habits = this.#memory.get(name) ?? [];
    const before = habits.find((habit) => habit.place === place);
    const hourNow = Math.floor(time / hour);
    if (before && before.hour >= hourNow) return;
    const others = habits.filter((habit) => habit !== before).slice(-(mostPlaces - 1));
    this.#memory.set(name, [...others, after(before ?? unseen(place, time), time)]);
  }

  /** Used from there on two earlier days, or in three earlier hours. */
  knows(name: string, place: string, time: number): boolean {
    const habit = this.#find(name, place);
    if (!habit) return false;
    const days = habit.days - (habit.day >= Math.floor(time / day) ? 1 : 0);
    const hours = habit.hours - (habit.hour >= Math.floor(time / hour) ? 1 : 0);
    return days >= enoughDays || hours >= enoughHours;
  }

  firstSeen(name: string, place: string): number | undefined {
    return this.#find(name, place)?.first;
  }

  #find(name: string, place: string): Habit | undefined {
    return this.#memory.get(name)?.find((habit) => habit.place === place);
  }
}

function unseen(place: string, time: number): Habit {
  return { place, first: time, days: 0, day: -1, hours: 0, hour: -1 };
}

function after(habit: Habit, time: number): Habit {
  const [dayNow, hourNow] = [Math.floor(time / day), Math.floor(time / hour)];
  return {
    ...habit,
    days: habit.days + (dayNow > habit.day ? 1 : 0),
    day: Math.max(habit.day, dayNow),
    hours: habit.hours + 1,
    hour: hourNow,
  };
}
