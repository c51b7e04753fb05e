import { duration, option } from '../../src/detector-kit/index.ts';

export const options = option.strictObject({
  devices: option
    .number()
    .int()
    .min(2)
    .max(50)
    .default(3)
    .describe('Devices from one address that ask to be paired, none of them approved, that are reported.'),
  requests: option
    .number()
    .int()
    .min(2)
    .max(50)
    .default(15)
    .describe('Requests from one address that are reported, however few devices send them.'),
  spread: option
    .number()
    .int()
    .min(2)
    .max(200)
    .default(20)
    .describe('Devices from several addresses that ask and are not approved that are reported as one.'),
  signatures: option
    .number()
    .int()
    .min(1)
    .max(1000)
    .default(2)
    .describe('Forged device identities from one address that are reported.'),
  window: duration.prefault('1h').describe('Span in which they must fall.'),
  fresh: duration
    .prefault('1h')
    .describe('How long after its pairing a device that asks for more rights is suspect.'),
});

export type Options = option.infer<typeof options>;
