import { rm } from 'node:fs/promises';
import { basename } from 'node:path';
import { exitCodes } from '../exit-codes.ts';
import { foundAt } from './files-on-disk.ts';
import type { Surroundings } from './install.ts';
import { account, type Plan } from './plan.ts';
import { type Command, reloadCommand, runAll, stopCommand } from './systemd-commands.ts';
import { unitFiles } from './unit-files.ts';

/** Stops and deletes what `install` wrote, and nothing else. */
export async function remove(plan: Plan, { hasSystemd, run, say, warn }: Surroundings): Promise<number> {
  const ours = await filesOfOurs(plan, say);
  if (ours.length === 0) {
    await say('Nothing to remove.');
    return exitCodes.done;
  }
  const failures: string[] = [];
  const tell = async (command: Command) => {
    const failure = hasSystemd ? await runAll([command], run, say) : undefined;
    if (failure !== undefined) failures.push(failure);
  };
  const started = ours.map((path) => basename(path)).filter(isStarted);
  if (started.length > 0) await tell(stopCommand(plan, started));
  for (const path of ours) {
    await rm(path, { force: true });
    await say(`removed ${path}`);
  }
  await tell(reloadCommand(plan));
  await say(whatStays(plan));
  for (const failure of failures) warn(`that did not work: ${failure}`);
  return failures.length === 0 ? exitCodes.done : exitCodes.failed;
}

async function filesOfOurs(plan: Plan, say: Surroundings['say']): Promise<readonly string[]> {
  const ours: string[] = [];
  for (const file of unitFiles(plan)) {
    const found = await foundAt(file);
    if (found === 'a foreign one') await say(`left ${file.path}: not written by this command`);
    else if (found !== 'nothing') ours.push(file.path);
  }
  return ours;
}

/** The daily service is started by its timer alone. */
function isStarted(unit: string): boolean {
  return unit.endsWith('.timer') || (unit.endsWith('.service') && !unit.startsWith('openclaw-audit-daily'));
}

function whatStays({ scope, stateFolder }: Plan): string {
  const user = scope === 'system' ? ` and the user ${account}` : '';
  return `What was learnt in ${stateFolder}${user} stays.`;
}
