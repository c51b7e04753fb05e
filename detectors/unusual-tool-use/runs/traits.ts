import { joining, remember } from '../../../src/detector-kit/index.ts';

/** What a run can have, by name: a profile counts how many runs had it. */
export const toolTrait: (tool: string) => string = remember((tool) => `t ${tool}`);
export const failureTrait: (tool: string) => string = remember((tool) => `e ${tool}`);
export const orderTrait: (before: string, tool: string) => string = joining('>');
export const countTrait = (tool: string, count: number): string => `n ${tool} ${count}`;
/** So many calls or more. */
export const lengthTrait = (calls: number): string => `l ${calls}`;
/** `s`: an argument names something; `w`: something new; `r`: that a tool's result brought. */
export const slotTrait = (kind: 's' | 'w' | 'r', tool: string, field: string): string =>
  `${kind} ${tool}.${field}`;
export const flowTrait = 'f';
