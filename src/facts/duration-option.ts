import { z } from 'zod';
import { parseDuration } from './duration.ts';

/** An option written as `10m`; milliseconds once parsed. */
export const duration = z.string().transform((text, context) => {
  const parsed = parseDuration(text);
  if (parsed !== undefined) return parsed;
  context.addIssue({
    code: 'custom',
    message: 'expected a duration such as 30s, 10m, 24h, 7d or 2w',
    input: text,
  });
  return z.NEVER;
});
