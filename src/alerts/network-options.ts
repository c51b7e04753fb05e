import { z } from 'zod';
import { duration } from '../facts/duration-option.ts';

/** What every sink has that speaks over the network. */
export const networkOptions = {
  timeout: duration.prefault('10s'),
  allowHosts: z.array(z.string().min(1)).default([]),
};
