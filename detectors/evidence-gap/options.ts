import { duration, option } from '../../src/detector-kit/index.ts';

export const options = option.strictObject({
  alive: duration
    .prefault('10m')
    .describe('A gateway that told anything within this span before it ended was at work.'),
  together: duration
    .prefault('1h')
    .describe('A change of what is recorded and a gap that lie within this span belong together.'),
  runs: option
    .number()
    .int()
    .min(2)
    .max(1000)
    .default(3)
    .describe('Agent runs that one record tells of and another, which told of all before, does not.'),
  patience: duration.prefault('2m').describe('How long the other record may take to tell of a run.'),
});

export type Options = option.infer<typeof options>;
