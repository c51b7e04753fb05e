import { z } from 'zod';
import { findingShape } from '../schema-finding.ts';
import { coverageShape, headShape } from '../schema-report.ts';

const text = z.string();
const count = z.int().min(0);
const isoTime = z.iso.datetime();
const hours = z.number().min(0);
const spans = z.array(z.looseObject({ from: isoTime, to: isoTime }));
const findings = z.array(z.looseObject(findingShape));

const dayShape = {
  date: z.iso.date(),
  timeZone: text,
  from: isoTime,
  to: isoTime.describe('The first moment of the next day; of a day that is not over, now.'),
  over: z.boolean(),
  quiet: z.boolean().describe('There is evidence of the day, and nothing was found in it.'),
  watched: z.looseObject({
    hours: hours.describe('Of the gateway that was watched least.'),
    of: hours.describe('23 or 25 when the clocks change.'),
    gateways: z.array(z.looseObject({ gateway: text, hours, lost: spans, down: spans })),
  }),
  counts: z.looseObject({
    events: count,
    agents: count,
    people: count,
    sessions: count,
    tools: count,
    addresses: count,
  }),
  gaps: z.array(z.looseObject({ kind: text, count, missing: z.number().nullable(), note: text })),
  blind: z.array(text).describe('What nobody could see, in a few words each.'),
  first: text.nullable().describe('What to do first about the worst finding.'),
  new: findings.describe('First told on this day, worst first.'),
  ongoing: findings.describe('Told on an earlier day and seen again on this one, worst first.'),
  suppressed: count,
};

const { tool, settingsHash, generatedAt, gateways } = headShape;

/** The last day at the top, those before it in `earlier`. */
export const dailySchema = z.looseObject({
  schema: z.literal('openclaw-audit/daily@1'),
  tool,
  settingsHash,
  generatedAt,
  gateways,
  ...dayShape,
  newlyBlind: z.array(text).describe('Detectors that saw something at the last run, and see nothing now.'),
  coverage: z.looseObject(coverageShape),
  earlier: z.array(z.looseObject(dayShape)),
});
