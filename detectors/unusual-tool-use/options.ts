import { duration, option } from '../../src/detector-kit/index.ts';

export const options = option.strictObject({
  calls: option.number().int().min(1).default(20).describe('Calls of one tool group that are never a burst.'),
  factor: option.number().min(1).default(4).describe('So many times the usual number of calls is a burst.'),
  denials: option
    .number()
    .int()
    .min(1)
    .default(3)
    .describe('Calls refused by tool policy that are reported.'),
  history: option.number().int().min(3).default(20).describe('Runs after which a first command is unusual.'),
  bits: option
    .number()
    .min(1)
    .default(5)
    .describe('Bits of surprise from which a run is reported; one more is twice as rare.'),
  window: duration.prefault('10m').describe('Span in which calls and refusals are counted.'),
});

export type Options = option.infer<typeof options>;
