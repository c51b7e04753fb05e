import { readFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { z } from 'zod';
import { hasCode } from './state-error.ts';

export const ProcessIdentity = z.object({
  pid: z.int().min(1),
  /** Tells a process from a later one with the same number; empty where the system does not say. */
  start: z.string(),
  host: z.string(),
});

export type ProcessIdentity = z.infer<typeof ProcessIdentity>;

export function thisProcess(): ProcessIdentity {
  return { pid: process.pid, start: startOf(process.pid) ?? '', host: hostname() };
}

/** `unknown` when it runs, or ran, on another host: its number means nothing here. */
export function livenessOf({ pid, start, host }: ProcessIdentity): 'alive' | 'dead' | 'unknown' {
  if (host !== hostname()) return 'unknown';
  if (!isThere(pid)) return 'dead';
  const now = startOf(pid);
  // Where the system does not tell when a process began, the number alone must do.
  return now === undefined || start === '' || now === start ? 'alive' : 'dead';
}

function isThere(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return hasCode(error, 'EPERM');
  }
}

/** Of Linux: the boot and the tick in it; empty for a process that has ended and only waits to be buried. */
function startOf(pid: number): string | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
    // The name, in brackets, may hold anything; after it come the state and, as 20th, the start.
    const [state, ...fields] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    if (state === 'Z' || state === 'X') return '';
    return `${readFileSync('/proc/sys/kernel/random/boot_id', 'latin1').trim()}/${fields[18]}`;
  } catch {
    return undefined;
  }
}
