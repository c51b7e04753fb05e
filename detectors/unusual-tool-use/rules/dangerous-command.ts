import { hashText, type Step, type Words } from '../../../src/detector-kit/index.ts';
import type { Danger } from '../commands/danger.ts';
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
  return commands.flatMap((command, at) =>
    dangersOf(command, steps[at]).map((danger) => signOf(danger, command)),
  );
}

const sign = { rule: 'dangerous-command', seen: null, threshold: null } as const;

/** Where no host is named, who accepts it accepts this very command. */
function signOf({ host = '', ...danger }: Danger, command: string): Sign {
  const what = host === '' ? `${danger.text} (command ${hashText(command)})` : danger.text;
  return { ...sign, ...danger, conditions: [`${sign.rule}: ${what}`] };
}

function written(path: string): Sign | undefined {
  const place = placeOf(path);
  return place === undefined
    ? undefined
    : { ...sign, subject: place, text: `wrote to ${place}`, severity: 'medium' };
}
