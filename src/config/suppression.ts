import { z } from 'zod';
import { network } from '../facts/network-option.ts';
import { canonicalSessionKey } from '../facts/session-key.ts';
import { canonicalTool } from '../facts/tool.ts';
import { parseMoment } from './when.ts';

const selectors = ['detector', 'session', 'ip', 'actor', 'agent', 'channel', 'tool', 'id'];

/** Findings about an ip must come from these addresses alone to be suppressed. */
export const suppressionSchema = z
  .strictObject({
    detector: z.string().optional(),
    session: z
      .string()
      .transform((key) => canonicalSessionKey(key))
      .optional(),
    ip: network.optional(),
    actor: z.string().optional(),
    agent: z.string().toLowerCase().optional(),
    channel: z.string().optional(),
    tool: z.string().transform(canonicalTool).optional(),
    id: z.string().min(8, 'expected at least eight characters of the id').toLowerCase().optional(),
    until: z.string().transform(endOf).optional(),
    reason: z.string().trim().min(1, 'expected a reason'),
  })
  .refine(selectsSomething, `expected one of ${selectors.join(', ')}: it would suppress everything`);

export type Suppression = z.infer<typeof suppressionSchema>;

function selectsSomething(entry: object): boolean {
  return selectors.some((name) => Object.hasOwn(entry, name));
}

/** A date means the whole of its day. */
function endOf(text: string, context: z.RefinementCtx): number {
  const time = parseMoment(text);
  if (time === undefined) {
    context.addIssue({ code: 'custom', message: 'expected a date such as 2026-12-31' });
    return z.NEVER;
  }
  if (text.trim().length > 10) return time;
  const day = new Date(time);
  return new Date(day.getFullYear(), day.getMonth(), day.getDate() + 1).getTime();
}
