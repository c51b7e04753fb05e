import { randomBytes } from 'node:crypto';
import type { Disk, OpenFile } from './disk.ts';
import { type Holder, heldBy, idOf, refuseUnlessGone, signOfLifeEvery } from './lock-holder.ts';
import { thisProcess } from './process-identity.ts';
import { hasCode, StateError } from './state-error.ts';

export interface Lock {
  /** Throws StateError LOCKED when someone took it away. */
  assertHeld(): Promise<void>;
  release(): Promise<void>;
}

interface Way {
  readonly path: string;
  /** A file that says who this is. */
  readonly mine: string;
  /** That all this is about, when `path` is only the right to take it. */
  readonly lock?: string;
}

const mostAttempts = 100;

/** Takes the lock of a living process from nobody. Throws StateError LOCKED. */
export async function takeLock(path: string, disk: Disk): Promise<Lock> {
  const nonce = randomBytes(8).toString('hex');
  const holder: Holder = { ...thisProcess(), since: new Date().toISOString(), nonce };
  const bytes = Buffer.from(`${JSON.stringify(holder)}\n`);
  const mine = `${path}.${nonce}`;
  const file = await disk.open(mine, 'wx', 0o600);
  try {
    await file.writeFile(bytes);
    await takeSoon({ path, mine }, disk);
  } catch (error) {
    await file.close();
    throw error;
  } finally {
    await disk.rm(mine);
  }
  return heldLock({ path, bytes, file }, disk);
}

async function takeSoon(way: Way, disk: Disk): Promise<void> {
  for (let attempt = 0; attempt < mostAttempts; attempt++) if (await take(way, disk)) return;
  throw new StateError('LOCKED', `the lock ${way.path} changes hands all the time; try again`);
}

/** Whether `path` now is a link to `mine`; if not, it changed meanwhile, and another try may succeed. */
async function take({ path, mine, lock = path }: Way, disk: Disk): Promise<boolean> {
  if (await linked({ path, mine }, disk)) return true;
  const held = await heldBy(path, disk);
  if (!held) return false;
  refuseUnlessGone(held, { lock, now: await disk.modified(mine) });
  // Who holds the lock on this one dead lock may replace it, and nobody else: two starters cannot both.
  const right = `${path}.${held.id}`;
  if (!(await take({ path: right, mine, lock }, disk))) return false;
  if ((await heldBy(path, disk))?.id === held.id) {
    await disk.rename(right, path);
    return true;
  }
  await disk.rm(right);
  return false;
}

async function linked({ path, mine }: Way, disk: Disk): Promise<boolean> {
  try {
    await disk.link(mine, path);
    return true;
  } catch (error) {
    if (hasCode(error, 'EEXIST')) return false;
    throw error;
  }
}

function heldLock({ path, bytes, file }: { path: string; bytes: Buffer; file: OpenFile }, disk: Disk): Lock {
  const id = idOf(bytes);
  // Writing the same again is a sign of life, and cannot touch the lock of a successor.
  const signs = setInterval(() => {
    file.write(bytes, 0, bytes.length, 0).catch(() => {});
  }, signOfLifeEvery).unref();
  return {
    assertHeld: async () => {
      if ((await heldBy(path, disk))?.id === id) return;
      throw new StateError(
        'LOCKED',
        `the lock ${path} was removed or taken over by another openclaw-audit; this one saves no more`,
      );
    },
    release: async () => {
      clearInterval(signs);
      await file.close();
      if ((await heldBy(path, disk))?.id === id) await disk.rm(path);
    },
  };
}
