import { z } from 'zod';
import { severities } from '../../model/finding.ts';
import { coverageShape, headShape } from '../schema-report.ts';

const text = z.string();
const count = z.int().min(0);
const isoTime = z.iso.datetime().nullable();
const severity = z.enum(severities);
const thresholds = z.record(text, z.number());

const numbersShape = {
  total: count.describe('Alerts on the days with evidence.'),
  bySeverity: z.record(severity, count),
  median: z.number().min(0),
  p95: count.describe('So many or fewer on nineteen days of twenty.'),
  worst: count,
  worstDay: z.iso.date().nullable(),
  silentDays: count.describe('Days with evidence and without an alert.'),
};

const numbers = z.looseObject(numbersShape);

export const backtestSchema = z.looseObject({
  schema: z.literal('openclaw-audit/backtest@1'),
  ...headShape,
  timeZone: text,
  budget: count.describe('Alerts a day of each detector.'),
  aim: z.enum(['worst', 'p95']).describe('The day that has to keep to the budget.'),
  minSeverity: severity.describe('The least severity that is sent.'),
  evidence: z.looseObject({
    first: isoTime,
    last: isoTime,
    days: z.array(z.iso.date()).describe('Days of the window with an event.'),
    enough: z.boolean().describe('A day or more: with less, nothing is suggested.'),
  }),
  detectors: z.array(
    z.looseObject({
      id: text,
      sight: z.enum(['full', 'partial', 'blind']),
      ...numbersShape,
      withinBudget: z.boolean(),
      suggestion: z
        .looseObject({ from: thresholds, to: thresholds, alerts: numbers })
        .nullable()
        .describe('It would hide no critical finding.'),
      because: text.nullable().describe('Why nothing is suggested, though it is over the budget.'),
    }),
  ),
  all: numbers,
  graver: z
    .looseObject({ minSeverity: severity, all: numbers })
    .nullable()
    .describe('The least severity at which all detectors keep to the budget, when it is another.'),
  settings: z.looseObject({ detectors: z.record(text, thresholds) }).nullable(),
  snippet: text.nullable().describe('The settings as JSON5, with the numbers in comments.'),
  coverage: z.looseObject(coverageShape),
});
