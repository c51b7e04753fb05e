import { duration, option } from '../../src/detector-kit/index.ts';

export const options = option.strictObject({
  failures: option
    .number()
    .int()
    .min(2)
    .max(1000)
    .default(5)
    .describe('Wrong credentials from one address that are reported.'),
  window: duration.prefault('10m').describe('Span in which they must fall.'),
  slowFailures: option
    .number()
    .int()
    .min(2)
    .max(10_000)
    .default(20)
    .describe('Wrong credentials from one address that are reported however slowly they come.'),
  slowWindow: duration.prefault('24h').describe('Span in which the slow ones must fall.'),
  addresses: option
    .number()
    .int()
    .min(2)
    .max(250)
    .default(20)
    .describe('Addresses that guess, each below its own threshold, that are reported as one.'),
  spreadWindow: duration.prefault('1h').describe('Span in which these addresses must guess.'),
  ipv6Prefix: option
    .number()
    .int()
    .min(32)
    .max(128)
    .default(64)
    .describe('Bits of an IPv6 address that count as one address.')
    .meta({ threshold: false }),
});

export type Options = option.infer<typeof options>;
