import { z } from 'zod';
import { entityKinds, severities } from '../model/finding.ts';

const text = z.string();
const texts = z.array(text);
const number = z.number();
const isoTime = z.iso.datetime();

export const positionSchema = z.union([
  z.looseObject({ name: text, line: z.int().min(1), offset: z.int().min(0) }),
  z.looseObject({ name: text, table: text, row: z.int() }),
]);

export const entitiesSchema = z.looseObject(byKind(texts.max(100)));

export const findingShape = {
  id: text.describe('The same evidence under the same settings gives the same id.'),
  detector: text,
  detectorVersion: text,
  gateway: text,
  title: text,
  summary: text,
  severity: z.enum(severities),
  confidence: z.enum(['low', 'medium', 'high']),
  status: z.enum(['open', 'closed']),
  revision: z.int(),
  incident: text.nullable().describe('Of the attack that it is part of; null when it stands alone.'),
  firstSeen: isoTime,
  lastSeen: isoTime,
  count: number.describe('Attempts; a line of evidence may stand for several.'),
  entities: entitiesSchema,
  entityCounts: z
    .looseObject(byKind(number))
    .describe('The true numbers; `entities` holds at most 100 each.'),
  evidence: z
    .array(
      z.looseObject({
        source: positionSchema,
        time: isoTime,
        trust: z.enum(['recorded', 'claimed']),
        excerpt: text.max(300).describe('Masked, one line.'),
      }),
    )
    .max(20),
  explanation: z.looseObject({
    rule: text,
    seen: number.nullable(),
    threshold: number.nullable(),
    windowMs: number.nullable(),
    score: number.nullable(),
    facts: z.array(z.looseObject({ name: text, value: text, number: number.nullable() })),
  }),
  remediation: texts,
  references: z.looseObject({ attack: texts, atlas: texts, owasp: texts, openclaw: texts }),
  suppressedBy: text.nullable(),
};

function byKind<Schema>(schema: Schema): { [K in (typeof entityKinds)[number]]: Schema } {
  return Object.fromEntries(entityKinds.map((kind) => [kind, schema])) as {
    [K in (typeof entityKinds)[number]]: Schema;
  };
}
