import { duration, networks, option } from '../../src/detector-kit/index.ts';

export const options = option.strictObject({
  addresses: option
    .number()
    .int()
    .min(2)
    .default(2)
    .describe('Different addresses of one device, user or session in turns that are reported.'),
  window: duration.prefault('1h').describe('How soon a return to the first address counts as use in turns.'),
  ignore: option
    .array(option.string().refine(isNetwork, 'expected an address or a network such as 10.0.0.0/8'))
    .default([])
    .describe('Networks whose addresses are not looked at, such as a VPN of your own.'),
});

export type Options = option.infer<typeof options>;

function isNetwork(text: string): boolean {
  try {
    networks([text]);
    return true;
  } catch {
    return false;
  }
}
