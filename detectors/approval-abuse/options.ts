import { duration, option } from '../../src/detector-kit/index.ts';

export const options = option.strictObject({
  denials: option
    .number()
    .int()
    .min(2)
    .max(1000)
    .default(3)
    .describe('Refused requests of one agent that are reported, whatever they ask for.'),
  unanswered: option
    .number()
    .int()
    .min(2)
    .max(1000)
    .default(3)
    .describe('Requests of one agent that ran out of time, or found nobody to ask, that are reported.'),
  requests: option
    .number()
    .int()
    .min(2)
    .max(1000)
    .default(20)
    .describe('Requests of one agent, those that were allowed not counted, that are reported.'),
  window: duration.prefault('10m').describe('Span in which they must fall.'),
  again: duration.prefault('1h').describe('How long after a refusal the same goal counts as insisting.'),
});

export type Options = option.infer<typeof options>;
