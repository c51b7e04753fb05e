import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import { replaceFile } from '../../state/replace-file.ts';
import { AuditError } from '../audit-error.ts';
import { exitCodes } from '../exit-codes.ts';
import { type Found, foundAt } from './files-on-disk.ts';
import type { Plan, UnitFile } from './plan.ts';
import type { RunCommand } from './run-command.ts';
import { installCommands, runAll } from './systemd-commands.ts';
import { unitFiles } from './unit-files.ts';

export interface Surroundings {
  /** Whether systemd runs this machine. */
  readonly hasSystemd: boolean;
  readonly run: RunCommand;
  /** To standard output, line by line. */
  readonly say: (text: string) => Promise<void>;
  /** To standard error. */
  readonly warn: (text: string) => void;
}

/** Writes what is new, shows it, and starts it. Doing it again changes nothing. */
export async function install(plan: Plan, { run, say, warn }: Surroundings): Promise<number> {
  const files = await Promise.all(
    unitFiles(plan).map(async (file) => ({ file, found: await foundAt(file) })),
  );
  refuseForeign(files);
  const wanted = files.filter(({ found }) => found !== 'the same');
  for (const { file } of wanted) {
    await mkdir(dirname(file.path), { recursive: true });
    await replaceFile(file.path, Buffer.from(file.text), { mode: 0o644 });
    await say(`wrote ${file.path}\n\n${file.text}`);
  }
  const older = wanted.filter(({ found }) => found === 'an older one').map(({ file }) => file.path);
  const failure = await runAll(installCommands(plan, older), run, say);
  if (failure !== undefined) {
    warn(`the files are there, but not all is started: ${failure}`);
    return exitCodes.failed;
  }
  await say(wanted.length === 0 ? 'Nothing changed: all was there already.' : 'Done.');
  return exitCodes.done;
}

function refuseForeign(files: readonly { file: UnitFile; found: Found }[]): void {
  const foreign = files.filter(({ found }) => found === 'a foreign one').map(({ file }) => file.path);
  if (foreign.length === 0) return;
  throw new AuditError(
    'USAGE',
    `${foreign.join(', ')}: not written by this command, so it stays. Nothing was installed; move it away first`,
  );
}
