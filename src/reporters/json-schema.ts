import { z } from 'zod';
import { backtestSchema } from './backtest/schema-backtest.ts';
import { dailySchema } from './daily/schema-daily.ts';
import { investigationSchema } from './investigation/schema-investigation.ts';
import { alertSchema } from './schema-alert.ts';
import { eventSchema } from './schema-event.ts';
import { findingShape } from './schema-finding.ts';
import { figuresShape, gapShape } from './schema-live.ts';
import { coverageShape, headShape, reportSchema, summaryShape } from './schema-report.ts';
import { whoSchema } from './who/schema-who.ts';

const line = <Kind extends string>(kind: Kind) => ({
  schema: z.literal(`openclaw-audit/${kind}@1`),
  kind: z.literal(kind),
});

/** What the outputs hold, by the name in their `schema` field. Fields may be added within a version. */
export const outputSchemas = {
  'openclaw-audit/report@1': reportSchema,
  'openclaw-audit/finding@1': z.looseObject({ ...line('finding'), ...findingShape }),
  'openclaw-audit/coverage@1': z.looseObject({ ...line('coverage'), ...coverageShape }),
  'openclaw-audit/summary@1': z.looseObject({ ...line('summary'), ...headShape, ...summaryShape }),
  'openclaw-audit/gap@1': z.looseObject({ ...line('gap'), ...gapShape }),
  'openclaw-audit/heartbeat@1': z.looseObject({
    ...line('heartbeat'),
    time: z.iso.datetime(),
    ...figuresShape,
  }),
  'openclaw-audit/event@1': eventSchema,
  'openclaw-audit/daily@1': dailySchema,
  'openclaw-audit/investigation@1': investigationSchema,
  'openclaw-audit/who@1': whoSchema,
  'openclaw-audit/alert@1': alertSchema,
  'openclaw-audit/backtest@1': backtestSchema,
};

/** The same as JSON Schema, for the `schema` command. */
export function jsonSchemas(): { readonly [name: string]: object } {
  return Object.fromEntries(
    Object.entries(outputSchemas).map(([name, schema]) => [name, z.toJSONSchema(schema)]),
  );
}
