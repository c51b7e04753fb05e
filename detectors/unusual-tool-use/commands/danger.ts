import type { Severity } from '../../../src/detector-kit/index.ts';
import { defacesEvidence } from './defaces-evidence.ts';
import { destroys } from './destroys.ts';
import { persists } from './persists.ts';
import { reverseShell } from './reverse-shell.ts';
import { runsDownload } from './runs-download.ts';
import { type Step, stepsOf } from './steps.ts';
import { uploads } from './uploads.ts';

export interface Danger {
  /** What tells it from another. */
  readonly subject: string;
  /** A clause whose subject is the session. */
  readonly text: string;
  readonly severity: Severity;
}

/** Sees one danger in a shell line; `text` is the line as written, at most 4,096 characters. */
export type DangerRule = (steps: readonly Step[], text: string) => Danger | undefined;

const rules: readonly DangerRule[] = [
  runsDownload,
  reverseShell,
  uploads,
  persists,
  destroys,
  defacesEvidence,
];

export function dangersOf(command: string, steps: readonly Step[] = stepsOf(command)): readonly Danger[] {
  const text = command.slice(0, 4096);
  return rules.flatMap((rule) => rule(steps, text) ?? []);
}
