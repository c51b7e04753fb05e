/** So often among so many, of which a wider circle says `expected`: that counts as so many more observations. */
export function chance(count: number, all: number, expected: number, weight: number): number {
  return Math.min(1, (count + weight * expected) / (Math.max(all, count) + weight));
}

/** Surprise: 0 for what is certain, 1 for every second, 10 for one in 1,024. */
export function bits(probability: number): number {
  return 0 - Math.log2(Math.max(probability, 1e-9));
}
