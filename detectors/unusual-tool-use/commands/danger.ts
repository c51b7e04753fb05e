import type { Severity, Step } from '../../../src/detector-kit/index.ts';

export interface Danger {
  /** What tells it from another. */
  readonly subject: string;
  /** A clause whose subject is the session. */
  readonly text: string;
  readonly severity: Severity;
  /** Where it came from or went to; empty when the command does not say. */
  readonly host?: string;
}

/** Sees one danger in a shell line; `text` is the line as written, at most 4,096 characters. */
export type DangerRule = (steps: readonly Step[], text: string) => Danger | undefined;
