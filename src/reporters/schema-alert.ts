import { z } from 'zod';
import { severities } from '../model/finding.ts';
import { findingShape } from './schema-finding.ts';

const isoTime = z.iso.datetime();
const severity = z.enum(severities);
const count = z.int().min(0);

const head = <Kind extends string>(kind: Kind) => ({
  schema: z.literal('openclaw-audit/alert@1'),
  kind: z.literal(kind),
  alert: z.looseObject({
    id: z.string().describe('The same whenever the same alert is sent again.'),
    time: isoTime,
    dropped: count.describe('Earlier alerts for which the queue had no room.'),
  }),
});

const digest = z.looseObject({
  total: count,
  byDetector: z.array(z.looseObject({ detector: z.string(), count })),
  items: z
    .array(
      z.looseObject({
        id: z.string(),
        detector: z.string(),
        gateway: z.string(),
        severity,
        revision: z.int(),
        title: z.string(),
        count,
        more: count.describe('Attempts since this was last told.'),
      }),
    )
    .max(100),
});

/** What webhooks, programs and files are told. */
export const alertSchema = z.discriminatedUnion('kind', [
  z.looseObject({
    ...head('finding'),
    was: severity.nullable().describe('What it was told as before it became worse.'),
    ...findingShape,
  }),
  z.looseObject({ ...head('digest'), severity, heldBack: digest, ongoing: digest }),
  z.looseObject({
    ...head('heartbeat'),
    since: isoTime,
    findings: count,
    pulse: z.looseObject({ events: count, lastEvent: isoTime.nullable() }).nullable(),
  }),
  z.looseObject({ ...head('daily'), title: z.string(), text: z.string(), body: z.json() }),
  z.looseObject({ ...head('test'), title: z.string() }),
]);
