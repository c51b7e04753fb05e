import { duration, option } from '../../src/detector-kit/index.ts';

export const options = option.strictObject({
  deniedTargets: option
    .number()
    .int()
    .min(1)
    .default(2)
    .describe('Different sessions a session is refused within the window to be reported.'),
  denials: option
    .number()
    .int()
    .min(1)
    .default(3)
    .describe('Refused calls within the window that are reported, whatever they aimed at.'),
  window: duration.prefault('10m').describe('Span in which the refusals must fall.'),
  settleDays: option
    .number()
    .int()
    .min(1)
    .default(3)
    .describe('Days of allowed use after which a job or an agent may reach a session without a finding.'),
});

export type Options = option.infer<typeof options>;
