import { z } from 'zod';
import { duration } from '../facts/duration-option.ts';
import type { AlertPolicy } from '../model/alert.ts';
import { severities } from '../model/finding.ts';

const severity = z.enum(severities);

const quietHours = z
  .strictObject({
    from: z.string().transform(minutesOf),
    to: z.string().transform(minutesOf),
    timeZone: z.string().refine(isTimeZone, 'expected a time zone such as Europe/Berlin').optional(),
    except: severity.default('critical'),
  })
  .refine(({ from, to }) => from !== to, 'expected hours that begin and end at different times');

/** What an entry of `alerts` may say whatever its kind. */
export const alertPolicy = z.strictObject({
  name: z
    .string()
    .regex(/^[\w.-]{1,40}$/, 'expected up to 40 letters, digits, and . _ -')
    .optional(),
  minSeverity: severity.default('medium'),
  repeat: duration.prefault('24h'),
  quietHours: quietHours.optional(),
  perMinute: z.int().min(1).max(1000).default(20),
  heartbeat: duration.refine((ms) => ms >= 60_000, 'expected a minute or more').optional(),
  daily: z.boolean().default(true),
}) satisfies z.ZodType<AlertPolicy & { readonly name?: string | undefined }>;

export const quietHoursNames = Object.keys(quietHours.shape);

function minutesOf(text: string, context: z.RefinementCtx): number {
  const [, hours, minutes] = /^([01]\d|2[0-3]):([0-5]\d)$/.exec(text) ?? [];
  if (hours !== undefined) return Number(hours) * 60 + Number(minutes);
  context.addIssue({ code: 'custom', message: 'expected a time of the day such as 22:00' });
  return z.NEVER;
}

function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}
