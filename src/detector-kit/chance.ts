/** So often among so many, of which a wider circle says `expected`: that counts as so many more observations. */
export function chance(count: number, all: number, expected: number, weight: number): number {
  return Math.min(1, (count + weight * expected) / (Math.max(all, count) + weight));
}

/** Surprise: 0 for what is certain, 1 for every second, 10 for one in 1,024. */
export function bits(probability: number): number {
  return 0 - Math.log2(Math.max(probability, 1e-9));
}

/** Chance that what happens `expected` times on the average happens so often or more: exact. */
export function poissonTail(count: number, expected: number): number {
  if (count <= 0) return 1;
  if (expected <= 0) return 0;
  let term = Math.exp(-expected + count * Math.log(expected) - logFactorial(count));
  let sum = 0;
  for (let at = count + 1; term > sum * 1e-12; at++) {
    sum += term;
    term *= expected / at;
  }
  return Math.min(1, sum);
}

function logFactorial(count: number): number {
  let sum = 0;
  for (let factor = 2; factor <= count; factor++) sum += Math.log(factor);
  return sum;
}
