import { readFileSync } from 'node:fs';
import { stat } from 'node:fs/promises';
import { homedir, tmpdir } from 'node:os';
import { resolve } from 'node:path';
import { visible } from '../../facts/escape.ts';
import { print } from '../write-output.ts';
import type { Surroundings } from './install.ts';
import type { Caller } from './make-plan.ts';
import { runCommand } from './run-command.ts';

/** This machine. */
export async function surroundingsHere(): Promise<Surroundings> {
  const hasSystemd = await stat('/run/systemd/system').then(
    () => true,
    () => false,
  );
  return {
    hasSystemd,
    run: runCommand,
    say: (text) => print(`${text}\n`),
    warn: (text) => process.stderr.write(`openclaw-audit: ${visible(text)}\n`),
  };
}

export function callerHere(): Caller {
  const { env } = process;
  return {
    environment: env,
    home: homedir(),
    gatewayHome: homeOf(process.getuid?.() === 0 ? env.SUDO_USER : undefined) ?? homedir(),
    temporaryFolder: tmpdir(),
    program: [process.execPath, resolve(process.argv[1] ?? '')],
  };
}

/** `sudo` changes the home to that of root. */
function homeOf(user: string | undefined): string | undefined {
  if (user === undefined) return undefined;
  try {
    const accounts = readFileSync('/etc/passwd', 'utf8').split('\n');
    return accounts.find((line) => line.startsWith(`${user}:`))?.split(':')[5];
  } catch {
    return undefined;
  }
}
