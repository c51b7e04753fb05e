import { createHash, randomBytes } from 'node:crypto';
import type { Disk } from './disk.ts';
import { Holder, refuseUnlessDead } from './lock-holder.ts';
import { thisProcess } from './process-identity.ts';
import { hasCode, StateError } from './state-error.ts';

export interface Lock {
  release(): Promise<void>;
}

interface Held {
  /** Of what the file says, which no two locks share. */
  readonly id: string;
  /** `undefined` for what no process can have written whole: a lock that a power cut left. */
  readonly holder?: Holder | undefined;
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
    await file.writeFile(bytes).finally(() => file.close());
    await takeSoon({ path, mine }, disk);
  } finally {
    await disk.rm(mine);
  }
  return { release: () => release({ path, id: idOf(bytes) }, disk) };
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
  if (held.holder) refuseUnlessDead(held.holder, lock);
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

async function heldBy(path: string, disk: Disk): Promise<Held | undefined> {
  try {
    const bytes = await disk.readFile(path);
    return { id: idOf(bytes), holder: holderOf(bytes) };
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return undefined;
    throw error;
  }
}

function holderOf(bytes: Buffer): Holder | undefined {
  try {
    return Holder.safeParse(JSON.parse(bytes.toString('utf8'))).data;
  } catch {
    return undefined;
  }
}

function idOf(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex').slice(0, 16);
}

async function release({ path, id }: { path: string; id: string }, disk: Disk): Promise<void> {
  if ((await heldBy(path, disk))?.id === id) await disk.rm(path);
}
