import { z } from 'zod';
import { type Severity, severities } from '../../model/finding.ts';
import type { Json } from '../../model/json.ts';

/** What detectors have learned to be usual, and what people said of it. */
export interface Learned {
  readonly books: readonly Book[];
  readonly accepted: readonly Acceptance[];
  /** Ids of exports that were taken in. */
  readonly imports: readonly string[];
}

/** What one detector has learned of one gateway. */
export interface Book {
  readonly detector: string;
  readonly gateway: string;
  /** Of the detector's options: under others, what was being counted means something else. */
  readonly options: string;
  /** Time of the earliest event; null before the first. */
  readonly since: number | null;
  readonly mark: Mark | null;
  /** The longest unwritten first. */
  readonly habits: readonly Habit[];
}

/** All up to it has been learned, or never will be: nothing counts twice. */
export interface Mark {
  readonly time: number;
  /** Of the events at that very moment. */
  readonly names: readonly string[];
}

/** One entry of a memory. */
export interface Habit {
  readonly memory: string;
  readonly key: string;
  /** As it was at several moments, oldest first: evidence is judged by what was known before it. */
  readonly versions: readonly Version[];
}

export interface Version {
  /** Time of the newest event that it may know of. */
  readonly until: number;
  readonly value: Json;
}

/** `This is normal now`: said of what a finding tells, for the same of the same entity. */
export interface Acceptance {
  /** Of the finding. */
  readonly id: string;
  readonly detector: string;
  readonly gateway: string;
  /** Jobs, classes of sessions, devices, …: what stays the same when keys are fresh. */
  readonly entities: readonly string[];
  /** What the finding is made of; one that has more in it is told. */
  readonly conditions: readonly string[];
  readonly severity: Severity;
  readonly reason: string;
  readonly time: number;
}

export const nothingLearned: Learned = { books: [], accepted: [], imports: [] };

const text = z.string();
const time = z.number();

export const acceptanceSchema = z.object({
  id: text,
  detector: text,
  gateway: text,
  entities: z.array(text),
  conditions: z.array(text),
  severity: z.enum(severities),
  reason: text,
  time,
});

export const markSchema = z.object({ time, names: z.array(text) });
