import { remember } from './remember.ts';

/** Joins two texts. The same two give the same text object again, which a map finds without reading it. */
export function joining(separator: string, limit?: number): (first: string, second: string) => string {
  const after = remember((first) => remember((second) => `${first}${separator}${second}`, limit));
  return (first, second) => after(first)(second);
}

/** The name of a thing of one gateway, for a memory that holds those of all: several for each of thousands of people. */
export const inGateway: (gateway: string, name: string) => string = joining('\n', 16_384);
