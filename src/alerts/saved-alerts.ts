import { z } from 'zod';
import type { Digest, DigestItem, Notice } from '../model/alert.ts';
import { type Severity, severities } from '../model/finding.ts';
import type { Entry } from './entry-list.ts';
import type { SavedRetryClock } from './retry-clock.ts';

/** All that the alerts remember, as plain JSON: what waits, what was given up, what was told. */
export interface SavedAlerts {
  readonly sinks: readonly SavedSink[];
}

export interface SavedSink {
  readonly name: string;
  readonly outbox: SavedOutbox;
  readonly told: readonly SavedTold[];
  readonly heldBack: { readonly digest: Digest; readonly due: number } | null;
  /** When alerts went out lately, for the guard against storms: the critical ones, and the others. */
  readonly lately: readonly [readonly number[], readonly number[]];
  readonly heartbeat: { readonly since: number; readonly findings: number } | null;
}

export interface SavedOutbox extends SavedRetryClock {
  readonly waiting: readonly Entry[];
  readonly givenUp: readonly Entry[];
  /** Lost to the bounds, and not yet told to the sink. */
  readonly dropped: number;
}

export interface SavedTold {
  readonly id: string;
  readonly severity: Severity;
  readonly count: number;
  readonly at: number;
  /** What has happened since, for the next digest. */
  readonly news: DigestItem | null;
}

/** What a state record holds; `undefined` when it is something else. */
export function readSavedAlerts(json: unknown): SavedAlerts | undefined {
  return savedSchema.safeParse(json).data;
}

const severity = z.enum(severities);
const notice = z.custom<Notice>(
  (value) =>
    z.object({ kind: z.string(), id: z.string(), time: z.number(), severity }).safeParse(value).success,
);
const item = z.custom<DigestItem>(
  (value) => z.object({ id: z.string(), severity, title: z.string() }).safeParse(value).success,
);
const digest: z.ZodType<Digest> = z.object({
  total: z.number(),
  byDetector: z.array(z.object({ detector: z.string(), count: z.number() })),
  items: z.array(item),
});
const entries = z.array(
  z.object({
    notice,
    queuedAt: z.number(),
    attempts: z.number(),
    lastError: z.string().nullable(),
  }),
);
const savedSchema: z.ZodType<SavedAlerts> = z.object({
  sinks: z.array(
    z.object({
      name: z.string(),
      outbox: z.object({
        waiting: entries,
        givenUp: entries,
        dropped: z.number(),
        failures: z.number(),
        due: z.number(),
      }),
      told: z.array(
        z.object({ id: z.string(), severity, count: z.number(), at: z.number(), news: item.nullable() }),
      ),
      heldBack: z.object({ digest, due: z.number() }).nullable(),
      lately: z.tuple([z.array(z.number()), z.array(z.number())]),
      heartbeat: z.object({ since: z.number(), findings: z.number() }).nullable(),
    }),
  ),
});
