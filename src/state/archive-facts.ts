import { z } from 'zod';
import { latest } from '../facts/latest.ts';
import { joinSpans, type TimeSpan, withinSpan } from '../facts/spans.ts';
import type { EventType } from '../model/event.ts';

/** What an archived day knows besides its events. */
export interface ArchiveFacts {
  /** When a log was read that goes on, also in silence. */
  readonly watched: readonly TimeSpan[];
  /** When anything else was read. */
  readonly witnessed: readonly TimeSpan[];
  readonly debugLines: boolean;
  readonly verboseLines: boolean;
  readonly ownerKnown: boolean;
  readonly levelChanged: number | null;
  readonly infoLine: number | null;
  readonly versions: readonly string[];
  readonly plainTypes: readonly EventType[];
  /** Events for which the day had no room. */
  readonly left: number;
  /** What could not be read of it, once. */
  readonly damage: string;
}

export const noFacts: ArchiveFacts = {
  watched: [],
  witnessed: [],
  debugLines: false,
  verboseLines: false,
  ownerKnown: false,
  levelChanged: null,
  infoLine: null,
  versions: [],
  plainTypes: [],
  left: 0,
  damage: '',
};

export function joinFacts(a: ArchiveFacts, b: ArchiveFacts): ArchiveFacts {
  return {
    watched: joinSpans([...a.watched, ...b.watched]),
    witnessed: joinSpans([...a.witnessed, ...b.witnessed]),
    debugLines: a.debugLines || b.debugLines,
    verboseLines: a.verboseLines || b.verboseLines,
    ownerKnown: a.ownerKnown || b.ownerKnown,
    levelChanged: latest([a.levelChanged, b.levelChanged]),
    infoLine: latest([a.infoLine, b.infoLine]),
    versions: [...new Set([...a.versions, ...b.versions])].sort(),
    plainTypes: [...new Set([...a.plainTypes, ...b.plainTypes])].sort(),
    left: Math.max(a.left, b.left),
    damage: a.damage || b.damage,
  };
}

export function factsWithin(facts: ArchiveFacts, span: TimeSpan): ArchiveFacts {
  const { watched, witnessed } = facts;
  return { ...facts, watched: withinSpan(watched, span), witnessed: withinSpan(witnessed, span) };
}

/** `undefined` for what is none. */
export function readFacts(json: unknown): ArchiveFacts | undefined {
  const facts = schema.safeParse(json).data;
  return facts && { ...facts, plainTypes: facts.plainTypes as EventType[] };
}

const spans = z.array(z.object({ from: z.number(), to: z.number() }));
const schema = z.object({
  watched: spans,
  witnessed: spans,
  debugLines: z.boolean(),
  verboseLines: z.boolean(),
  ownerKnown: z.boolean(),
  // Earlier versions did not keep these.
  levelChanged: z.number().nullable().default(null),
  infoLine: z.number().nullable().default(null),
  versions: z.array(z.string()),
  plainTypes: z.array(z.string()),
  left: z.number(),
  damage: z.string(),
});
