import { z } from 'zod';
import { coverageShape, headShape } from '../schema-report.ts';

const text = z.string();
const count = z.int().min(0);
const names = z.looseObject({
  values: z.array(text).max(20),
  more: count.describe('How many more there are.'),
});

export const whoSchema = z.looseObject({
  schema: z.literal('openclaw-audit/who@1'),
  ...headShape,
  visitors: z
    .array(
      z.looseObject({
        gateway: text,
        device: text.nullable(),
        actors: names,
        addresses: names,
        behindProxy: z
          .boolean()
          .describe('Through a proxy that named nobody: that address is not among them.'),
        clients: names.describe('What they say of themselves.'),
        roles: names,
        scopes: names,
        sessions: names,
        connections: count,
        failures: count,
        gotIn: z.boolean(),
        firstSeen: z.iso.datetime(),
        lastSeen: z.iso.datetime(),
      }),
    )
    .describe('A device, or else a person, or else an address; last seen first.'),
  more: count.describe('Visitors beyond as many as can be kept apart.'),
  coverage: z.looseObject(coverageShape),
});
