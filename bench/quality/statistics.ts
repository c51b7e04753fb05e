/** A share and its 95 % interval. */
export interface Estimate {
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

const z = 1.959963984540054;
const rounds = 500;

/** Wilson's interval of `hits` in `all`. */
export function share(hits: number, all: number): Estimate {
  if (all === 0) return { value: Number.NaN, low: Number.NaN, high: Number.NaN };
  const value = hits / all;
  const middle = (value + (z * z) / (2 * all)) / (1 + (z * z) / all);
  const reach =
    (z * Math.sqrt((value * (1 - value)) / all + ((z / all) * z) / (4 * all))) / (1 + (z * z) / all);
  return { value, low: Math.max(0, middle - reach), high: Math.min(1, middle + reach) };
}

/** The mean of suites, its interval from theirs (MOVER). */
export function meanOf(parts: readonly Estimate[]): Estimate {
  const known = parts.filter(({ value }) => !Number.isNaN(value));
  const value = mean(known.map((part) => part.value));
  const reach = (of: (part: Estimate) => number): number =>
    Math.sqrt(known.reduce((sum, part) => sum + of(part) ** 2, 0)) / known.length;
  const low = value - reach((part) => part.value - part.low);
  const high = value + reach((part) => part.high - part.value);
  return { value, low: Math.max(0, low), high: Math.min(1, high) };
}

/** Chance that an attack ranks above a benign run; ties count half. */
export function auroc(attacks: readonly number[], benign: readonly number[]): number {
  const sorted = [...benign].sort((a, b) => a - b);
  const sum = attacks.reduce((all, score) => all + (below(sorted, score) + atMost(sorted, score)) / 2, 0);
  return sum / (attacks.length * benign.length);
}

/** The value, and where it lies in 95 % of the samples that draw groups with replacement. */
export function resampled<Item>(
  groups: readonly (readonly Item[])[],
  measure: (items: readonly Item[]) => number,
): Estimate {
  const random = generator(20260105);
  const draw = (): readonly Item[] =>
    groups.flatMap(() => groups[Math.floor(random() * groups.length)] ?? []);
  const values = Array.from({ length: rounds }, () => measure(draw()))
    .filter((value) => !Number.isNaN(value))
    .sort((a, b) => a - b);
  const at = (quantile: number): number => values[Math.floor(quantile * (values.length - 1))] ?? Number.NaN;
  return { value: measure(groups.flat()), low: at(0.025), high: at(0.975) };
}

export function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function below(sorted: readonly number[], score: number): number {
  return boundary(sorted, (value) => value < score);
}

function atMost(sorted: readonly number[], score: number): number {
  return boundary(sorted, (value) => value <= score);
}

/** How many of the first values fulfil it. */
function boundary(sorted: readonly number[], holds: (value: number) => boolean): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (holds(sorted[middle] ?? 0)) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The same numbers in every run (mulberry32). */
function generator(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
