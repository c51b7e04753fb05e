import { createHash } from 'node:crypto';
import { basename, dirname } from 'node:path';
import { format } from 'date-fns/format';
import { z } from 'zod';
import { shellWord } from '../facts/shell-word.ts';
import type { Disk } from './disk.ts';
import { livenessOf, ProcessIdentity } from './process-identity.ts';
import { hasCode, StateError } from './state-error.ts';

/** What a lock says of who holds it. */
const Holder = ProcessIdentity.extend({ since: z.iso.datetime(), nonce: z.string() });

export type Holder = z.infer<typeof Holder>;

export interface Held {
  /** Of what the file says, which no two locks share. */
  readonly id: string;
  /** `undefined` for what no process can have written whole: a lock that a power cut left. */
  readonly holder: Holder | undefined;
  /** By the clock of the disk. */
  readonly lastSign: number;
}

/** A holder gives a sign of life every minute; one on another host that is silent for so long is gone. */
export const signOfLifeEvery = 60_000;
const longestSilence = 15 * signOfLifeEvery;

export async function heldBy(path: string, disk: Disk): Promise<Held | undefined> {
  try {
    const bytes = await disk.readFile(path);
    return { id: idOf(bytes), holder: holderOf(bytes), lastSign: await disk.modified(path) };
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return undefined;
    throw error;
  }
}

export function idOf(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex').slice(0, 16);
}

/** Throws StateError LOCKED unless whoever held it is gone. */
export function refuseUnlessGone(
  { holder, lastSign }: Held,
  { lock, now }: { lock: string; now: number },
): void {
  if (!holder) return;
  const liveness = livenessOf(holder);
  if (liveness === 'dead' || (liveness === 'unknown' && now - lastSign > longestSilence)) return;
  const since = `since ${format(holder.since, 'yyyy-MM-dd HH:mm')}`;
  const what = `uses the ${basename(lock, '.lock')} state in ${dirname(lock)}`;
  const stop = 'stop it or choose another --state-dir';
  const message =
    liveness === 'alive'
      ? `another openclaw-audit (pid ${holder.pid}, ${since}) ${what}; ${stop}`
      : `another openclaw-audit (pid ${holder.pid} on host ${holder.host}, ${since}) ${what}, or did until it was ` +
        `killed; ${stop}. If it is surely gone, try again in 15 minutes or: rm ${shellWord(lock)}`;
  throw new StateError('LOCKED', message);
}

function holderOf(bytes: Buffer): Holder | undefined {
  try {
    return Holder.safeParse(JSON.parse(bytes.toString('utf8'))).data;
  } catch {
    return undefined;
  }
}
