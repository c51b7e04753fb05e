import { duration, option } from '../../src/detector-kit/index.ts';

export const options = option.strictObject({
  channels: option
    .number()
    .int()
    .min(2)
    .max(20)
    .default(3)
    .describe('Channels on which one refused sender is reported.'),
  window: duration.prefault('24h').describe('Span in which the sender must try them.'),
  days: option
    .number()
    .int()
    .min(2)
    .max(30)
    .default(3)
    .describe('Days on which one sender writes and is refused that are reported.'),
  within: duration.prefault('7d').describe('Span in which these days must lie.'),
  commands: option
    .number()
    .int()
    .min(1)
    .max(100)
    .default(3)
    .describe('Commands and pressed buttons of one stranger that are reported.'),
});

export type Options = option.infer<typeof options>;
