import { z } from 'zod';
import { findingShape, positionSchema } from '../schema-finding.ts';
import { incidentShape } from '../schema-incident.ts';
import { coverageShape, headShape } from '../schema-report.ts';
import { type ReachKind, reachKinds, subjectKinds } from './investigation.ts';

const text = z.string();
const count = z.int().min(0);
const isoTime = z.iso.datetime();

const touched = z.looseObject({
  values: z
    .array(z.looseObject({ value: text, count, refused: count, first: isoTime, last: isoTime }))
    .max(100)
    .describe('Most often named first.'),
  more: count,
});

const touchedByKind = Object.fromEntries(reachKinds.map((kind) => [kind, touched])) as {
  [K in ReachKind]: typeof touched;
};

export const investigationSchema = z.looseObject({
  schema: z.literal('openclaw-audit/investigation@1'),
  ...headShape,
  subject: z.looseObject({ kind: z.enum(subjectKinds), value: text }),
  seen: z.looseObject({
    named: count.describe('Records that name it.'),
    followed: count.describe(
      'Records that do not name it: of its runs, connections and devices, and those that a finding ties to it.',
    ),
    first: isoTime.nullable(),
    last: isoTime.nullable(),
  }),
  findings: z.array(z.looseObject(findingShape)).describe('About it, worst first.'),
  incidents: z.array(z.looseObject(incidentShape)),
  reach: z.looseObject(touchedByKind).describe('What it came into touch with.'),
  timeline: z.array(
    z.looseObject({
      time: isoTime,
      type: text,
      gateway: text,
      source: positionSchema,
      trust: z.enum(['recorded', 'claimed']),
      followed: z.boolean(),
      tiedBy: text.nullable().describe('The finding that alone ties it to the subject.'),
      text: text.max(300).describe('Masked, one line.'),
    }),
  ),
  leftOut: count.describe('Moments that the timeline leaves out, in its middle.'),
  steps: z.array(z.looseObject({ text, commands: z.array(text) })).describe('What to do, in order.'),
  coverage: z.looseObject(coverageShape),
});
