import { duration, network, option } from '../../src/detector-kit/index.ts';

export const options = option.strictObject({
  addresses: option
    .number()
    .int()
    .min(2)
    .default(2)
    .describe('Different addresses of one device, user or session in turns that are reported.'),
  window: duration.prefault('1h').describe('How soon a return to the first address counts as use in turns.'),
  ignore: option
    .array(network)
    .default([])
    .describe('Networks whose addresses are not looked at, such as a VPN of your own.'),
});

export type Options = option.infer<typeof options>;
