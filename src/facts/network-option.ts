import { z } from 'zod';
import { networks } from './networks.ts';

/** An option that names an address or a network; `networks` reads it. */
export const network = z.string().refine(isNetwork, 'expected an address or a network such as 10.0.0.0/8');

function isNetwork(text: string): boolean {
  try {
    networks([text]);
    return true;
  } catch {
    return false;
  }
}
