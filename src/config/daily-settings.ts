import { z } from 'zod';
import { duration } from '../facts/duration-option.ts';

/** How `daily` remembers; durations in milliseconds. */
export const dailySchema = z.strictObject({
  keep: duration.prefault('30d').describe('How long the archive keeps a day of events.'),
});

export type DailySettings = z.output<typeof dailySchema>;
