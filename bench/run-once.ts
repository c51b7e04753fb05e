import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface Run {
  readonly seconds: number;
  readonly cpuSeconds?: number;
  readonly peakMegabytes?: number;
}

const gnuTime = '/usr/bin/time';
const hasGnuTime = process.platform === 'linux' && existsSync(gnuTime);
if (!hasGnuTime) console.error(`${gnuTime} of GNU is not installed: no processor time and memory.`);

export function isInstalled(program: string): boolean {
  const found = spawnSync(program, ['--version']).error === undefined;
  if (!found) console.error(`${program} is not installed: left out.`);
  return found;
}

/** Runs a command to its end, which must be a good one. */
export function runOnce(command: readonly [string, ...string[]]): Run {
  const folder = mkdtempSync(join(tmpdir(), 'openclaw-audit-run-'));
  const usage = join(folder, 'usage');
  const wrapper = hasGnuTime ? [gnuTime, '-f', '%U %S %M', '-o', usage] : [];
  const [name, ...args] = [...wrapper, ...command] as [string, ...string[]];
  const start = process.hrtime.bigint();
  const { status, stderr } = spawnSync(name, args, {
    encoding: 'utf8',
    env: { ...process.env, LC_ALL: 'C' },
  });
  const seconds = Number(process.hrtime.bigint() - start) / 1e9;
  if (status !== 0) throw new Error(`${command[0]} ended with ${status}: ${stderr.slice(-500)}`);
  const used = hasGnuTime ? usedOf(readFileSync(usage, 'utf8')) : {};
  rmSync(folder, { recursive: true });
  return { seconds, ...used };
}

function usedOf(line: string): { readonly cpuSeconds: number; readonly peakMegabytes: number } {
  const [user = 0, system = 0, kilobytes = 0] = line.split(' ').map(Number);
  return {
    cpuSeconds: Math.round((user + system) * 100) / 100,
    peakMegabytes: Math.round(kilobytes / 1024),
  };
}
