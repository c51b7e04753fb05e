import { duration, option } from '../../src/detector-kit/index.ts';

export const options = option.strictObject({
  ignore: option
    .array(option.string().min(1).max(200))
    .default([])
    .describe('Settings that may change, with all below them: `logging.level`, `channels.telegram`.'),
  joins: duration
    .prefault('1m')
    .describe('How long before it is noticed a write, or a call of an agent, is taken for the cause.'),
  fresh: duration
    .prefault('1h')
    .describe('How long after its pairing a device that changes settings is suspect.'),
});

export type Options = option.infer<typeof options>;
