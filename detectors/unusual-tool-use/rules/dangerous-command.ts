import type { Step, Words } from '../../../src/detector-kit/index.ts';
import { dangersOf } from '../commands/dangers-of.ts';
import { placeOf } from '../commands/persists.ts';
import type { Sign } from '../sign.ts';

/** What a command, or a written file, does to the machine. */
export function dangerousCommand(
  group: string,
  { commands, paths }: Words,
  steps: readonly (readonly Step[])[],
): readonly Sign[] {
  if (group === 'fs-write') return paths.flatMap((path) => written(path) ?? []);
  if (group !== 'runtime') return [];
  return commands
    .flatMap((command, at) => dangersOf(command, steps[at]))
    .map((danger) => ({ ...sign, ...danger }));
}

const sign = { rule: 'dangerous-command', seen: null, threshold: null } as const;

function written(path: string): Sign | undefined {
  const place = placeOf(path);
  return place === undefined
    ? undefined
    : { ...sign, subject: place, text: `wrote to ${place}`, severity: 'medium' };
}
