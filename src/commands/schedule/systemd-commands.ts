import { basename } from 'node:path';
import { type Plan, unitNames } from './plan.ts';
import type { RunCommand } from './run-command.ts';
import { unitFiles } from './unit-files.ts';

export type Command = readonly [program: string, ...words: string[]];

/** After the files are there. `changed` are those that were there before, with another text. */
export function installCommands(plan: Plan, changed: readonly string[]): readonly Command[] {
  const { follower, daily } = unitNames(plan.profile);
  const users = unitFiles(plan).find(({ path }) => path.endsWith('.conf'));
  const restart = changed.map((path) => basename(path)).includes(`${follower}.service`);
  return [
    ...(users ? [['systemd-sysusers', users.path] as const] : []),
    systemctl(plan, 'daemon-reload'),
    systemctl(plan, 'enable', '--now', `${follower}.service`, `${daily}.timer`),
    ...(restart ? [systemctl(plan, 'restart', `${follower}.service`)] : []),
  ];
}

/** Before the files go. */
export function stopCommand(plan: Plan, units: readonly string[]): Command {
  return systemctl(plan, 'disable', '--now', ...units);
}

export function reloadCommand(plan: Plan): Command {
  return systemctl(plan, 'daemon-reload');
}

function systemctl({ scope }: Plan, ...words: string[]): Command {
  return ['systemctl', ...(scope === 'user' ? ['--user'] : []), ...words];
}

/** Runs them in turn, up to the first that fails; what that one said, or `undefined` when all went well. */
export async function runAll(
  commands: readonly Command[],
  run: RunCommand,
  say: (line: string) => Promise<void>,
): Promise<string | undefined> {
  for (const [program, ...words] of commands) {
    const line = [program, ...words].join(' ');
    await say(`$ ${line}`);
    const { code, output } = await run(program, words);
    if (code !== 0) return `${line}: ${output}`;
  }
  return undefined;
}
