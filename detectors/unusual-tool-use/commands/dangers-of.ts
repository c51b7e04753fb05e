import { type Step, stepsOf } from '../../../src/detector-kit/index.ts';
import type { Danger, DangerRule } from './danger.ts';
import { defacesEvidence } from './defaces-evidence.ts';
import { destroys } from './destroys.ts';
import { persists } from './persists.ts';
import { reverseShell } from './reverse-shell.ts';
import { runsDownload } from './runs-download.ts';
import { uploads } from './uploads.ts';

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
