/** In how many different periods something happened, say on how many days; `last` is the number of the latest. */
export type Periods = { readonly count: number; readonly last: number };

export const noPeriods: Periods = { count: 0, last: -1 };

/** Counts each period once; one that comes after a later one is taken for counted. */
export function withPeriod(periods: Periods, period: number): Periods {
  return period > periods.last ? { count: periods.count + 1, last: period } : periods;
}

/** How many of them came before that period. */
export function periodsBefore({ count, last }: Periods, period: number): number {
  return last < period ? count : count - 1;
}
