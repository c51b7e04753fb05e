import {
  dayOf,
  hour,
  type Memory,
  noPeriods,
  type Periods,
  periodsBefore,
  withPeriod,
} from '../../src/detector-kit/index.ts';

const mostPlaces = 32;
const enoughDays = 2;
const enoughHours = 3;

type Habit = {
  readonly place: string;
  readonly first: number;
  readonly days: Periods;
  readonly hours: Periods;
};

/** Where each identity is used from, on how many days and in how many hours. */
export class Habits {
  readonly #memory: Memory<readonly Habit[]>;

  constructor(memory: Memory<readonly Habit[]>) {
    this.#memory = memory;
  }

  /** Nothing is learned of it in this hour yet. */
  isNews(name: string, place: string, time: number): boolean {
    const habit = this.#find(name, place);
    return habit === undefined || habit.hours.last < hourOf(time);
  }

  teach(name: string, place: string, time: number): void {
    const habits = this.#memory.get(name) ?? [];
    const before = habits.find((habit) => habit.place === place);
    const others = habits.filter((habit) => habit !== before).slice(-(mostPlaces - 1));
    this.#memory.set(name, [...others, after(before ?? unseen(place, time), time)]);
  }

  /** Used from there on two earlier days, or in three earlier hours. */
  knows(name: string, place: string, time: number): boolean {
    const habit = this.#find(name, place);
    if (!habit) return false;
    return (
      periodsBefore(habit.days, dayOf(time)) >= enoughDays ||
      periodsBefore(habit.hours, hourOf(time)) >= enoughHours
    );
  }

  firstSeen(name: string, place: string): number | undefined {
    return this.#find(name, place)?.first;
  }

  #find(name: string, place: string): Habit | undefined {
    return this.#memory.get(name)?.find((habit) => habit.place === place);
  }
}

function unseen(place: string, time: number): Habit {
  return { place, first: time, days: noPeriods, hours: noPeriods };
}

function after({ place, first, days, hours }: Habit, time: number): Habit {
  return { place, first, days: withPeriod(days, dayOf(time)), hours: withPeriod(hours, hourOf(time)) };
}

function hourOf(time: number): number {
  return Math.floor(time / hour);
}
