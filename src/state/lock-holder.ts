import { basename, dirname } from 'node:path';
import { format } from 'date-fns';
import { z } from 'zod';
import { shellWord } from '../facts/shell-word.ts';
import { livenessOf, ProcessIdentity } from './process-identity.ts';
import { StateError } from './state-error.ts';

/** What a lock says of who holds it. */
export const Holder = ProcessIdentity.extend({ since: z.iso.datetime(), nonce: z.string() });

export type Holder = z.infer<typeof Holder>;

export function refuseUnlessDead(holder: Holder, lock: string): void {
  const liveness = livenessOf(holder);
  if (liveness === 'dead') return;
  const who = `pid ${holder.pid}, since ${format(holder.since, 'yyyy-MM-dd HH:mm')}`;
  const what = `uses the ${basename(lock, '.lock')} state in ${dirname(lock)}`;
  if (liveness === 'alive') {
    const message = `another openclaw-audit (${who}) ${what}; stop it or choose another --state-dir`;
    throw new StateError('LOCKED', message);
  }
  throw new StateError(
    'LOCKED',
    `another openclaw-audit (${who}, on host ${holder.host}) ${what}, or did when it was killed; ` +
      `stop it or choose another --state-dir. If it is surely gone: rm ${shellWord(lock)}`,
  );
}
