import { joining, remember } from '../../../src/detector-kit/index.ts';

/** What a run can have, by name: a profile counts how many runs had it. */
export const toolTrait: (tool: string) => string = remember((tool) => `t ${tool}`);
export const failureTrait: (tool: string) => string = remember((tool) => `e ${tool}`);
export const orderTrait: (before: string, tool: string) => string = joining('>');
/** So many calls of the tool; beyond these they are not counted. */
export const mostCounted = 8;
const countTraits = remember((tool) =>
  Array.from({ length: mostCounted + 1 }, (_, count) => `n ${tool} ${count}`),
);
export const countTrait = (tool: string, count: number): string => countTraits(tool)[count] ?? '';
/** So many calls or more, by the numbers that count. */
export const lengthTraits: ReadonlyMap<number, string> = new Map(
  [2, 3, 4, 5, 6, 8, 10, 12, 16, 20, 24, 32, 48, 64].map((calls) => [calls, `l ${calls}`]),
);
/** `s`: an argument names something; `w`: something new; `r`: that a tool's result brought. */
export const slotTrait = (kind: 's' | 'w' | 'r', tool: string, field: string): string =>
  `${kind} ${tool}.${field}`;
export const flowTrait = 'f';
