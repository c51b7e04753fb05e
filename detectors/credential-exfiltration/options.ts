import { duration, option } from '../../src/detector-kit/index.ts';

export const options = option.strictObject({
  window: duration
    .prefault('1h')
    .describe('How long after a secret was read, in another run of the session, a new destination counts.'),
  allow: option
    .array(option.string().min(1).max(253))
    .max(200)
    .default([])
    .describe('Hosts that may be sent to, with all below them: `example.com`.'),
});

export type Options = option.infer<typeof options>;
