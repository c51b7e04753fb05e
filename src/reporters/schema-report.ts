import { z } from 'zod';
import { severities } from '../model/finding.ts';
import { sourceKinds } from '../model/source.ts';
import { findingShape } from './schema-finding.ts';
import { incidentShape } from './schema-incident.ts';

const text = z.string();
const texts = z.array(text);
const count = z.int().min(0);
const isoTime = z.iso.datetime().nullable();

export const coverageShape = {
  complete: z.boolean().describe('False when evidence that was found has gaps.'),
  sources: z.array(
    z.looseObject({
      name: text,
      kind: z.enum([...sourceKinds, 'unknown']),
      gateway: text,
      bytes: count,
      records: count,
      events: count,
      unreadable: count,
      first: isoTime,
      last: isoTime,
      gaps: z.array(
        z.looseObject({ kind: text, from: isoTime, to: isoTime, missing: z.number().nullable(), note: text }),
      ),
    }),
  ),
  detectors: z.array(
    z.looseObject({ id: text, sight: z.enum(['full', 'partial', 'blind']), because: texts, cure: texts }),
  ),
  unknown: z.array(z.looseObject({ subsystem: text, level: text, template: text, count })),
  ignored: texts,
};

export const headShape = {
  tool: z.looseObject({ name: text, version: text }),
  settingsHash: text,
  generatedAt: z.iso.datetime(),
  window: z.looseObject({ since: isoTime, until: isoTime }),
  gateways: texts,
};

export const summaryShape = {
  events: count,
  findings: count,
  bySeverity: z.record(z.enum(severities), count),
  byDetector: z.record(text, count),
  suppressed: count,
};

export const reportSchema = z.looseObject({
  schema: z.literal('openclaw-audit/report@1'),
  ...headShape,
  coverage: z.looseObject(coverageShape),
  summary: z.looseObject(summaryShape),
  findings: z.array(z.looseObject(findingShape)),
  incidents: z.array(z.looseObject(incidentShape)).optional(),
  suppressed: z.array(z.looseObject(findingShape)),
});
