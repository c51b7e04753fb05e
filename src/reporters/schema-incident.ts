import { z } from 'zod';
import { entityKinds, severities } from '../model/finding.ts';
import { entitiesSchema } from './schema-finding.ts';

const text = z.string();
const isoTime = z.iso.datetime();

export const incidentShape = {
  id: text.describe('Made of its oldest finding: growth keeps it.'),
  gateway: text,
  title: text,
  severity: z.enum(severities).describe('Of its worst finding.'),
  firstSeen: isoTime,
  lastSeen: isoTime,
  findings: z
    .array(text)
    .min(2)
    .describe('Ids, oldest first; also of findings that the options leave out of the report.'),
  shared: z
    .array(z.looseObject({ kind: z.enum(entityKinds), value: text }))
    .describe('What ties the findings.'),
  entities: entitiesSchema,
  timeline: z.array(z.looseObject({ time: isoTime, text, finding: text.describe('Id.') })),
  leftOut: z.int().min(0).describe('Moments that the timeline leaves out, in its middle.'),
};
