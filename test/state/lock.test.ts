import { spawnSync } from 'node:child_process';
import {
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { format } from 'date-fns';
import fc from 'fast-check';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { type Disk, realDisk } from '../../src/state/disk.ts';
import { takeLock } from '../../src/state/lock.ts';
import { StateError } from '../../src/state/state-error.ts';
import { StateRecord } from '../../src/state/state-record.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { watchedDisk } from './failing-disk.ts';

const since = '2026-11-22T09:15:00.000Z';
const buried = spawnSync(process.execPath, ['--version']).pid;
const dead = { pid: buried, start: '', host: hostname(), since, nonce: 'a' };

/** A folder that an earlier run left like this. */
function folderLockedBy(holder: object | string): string {
  const folder = temporaryFolder();
  writeFileSync(
    join(folder, 'follow.lock'),
    typeof holder === 'string' ? holder : `${JSON.stringify(holder)}\n`,
  );
  return folder;
}

async function opened(folder: string): Promise<StateRecord> {
  const record = await StateRecord.open(folder, 'follow');
  onTestFinished(() => record.close());
  return record;
}

const refusal = (folder: string) => StateRecord.open(folder, 'follow').catch((error) => error);

describe('one writer', () => {
  test('the second is told who the first is, and may have another record', async () => {
    const folder = temporaryFolder();
    const first = await opened(folder);
    const { since: began } = JSON.parse(readFileSync(join(folder, 'follow.lock'), 'utf8'));
    const error = await refusal(folder);
    expect(error).toMatchObject({ name: 'StateError', code: 'LOCKED' });
    expect(error.message).toBe(
      `another openclaw-audit (pid ${process.pid}, since ${format(began, 'yyyy-MM-dd HH:mm')}) ` +
        `uses the follow state in ${folder}; stop it or choose another --state-dir`,
    );
    await (await StateRecord.open(folder, 'daily')).close();
    await first.close();
    await opened(folder);
  });

  test('on another host is believed to live while it gives signs of life, with the way out', async () => {
    const folder = folderLockedBy({ ...dead, host: 'elsewhere' });
    const error = await refusal(folder);
    expect(error.message).toMatch(
      /\(pid \d+ on host elsewhere, since .*\) uses the follow state in .*, or did until it was killed; .*If it is surely gone, try again in 15 minutes or: rm \S+follow\.lock$/,
    );
    const silent = new Date(Date.now() - 20 * 60_000);
    utimesSync(join(folder, 'follow.lock'), silent, silent);
    await opened(folder);
  });

  test('gives a sign of life every minute', async () => {
    vi.useFakeTimers({ toFake: ['setInterval'] });
    onTestFinished(() => void vi.useRealTimers());
    const folder = temporaryFolder();
    await opened(folder);
    const path = join(folder, 'follow.lock');
    const before = readFileSync(path, 'utf8');
    utimesSync(path, 0, 0);
    vi.advanceTimersByTime(60_000);
    vi.useRealTimers();
    await vi.waitUntil(() => statSync(path).mtimeMs > 0, 30_000);
    expect(readFileSync(path, 'utf8')).toBe(before);
  });

  test('that lost its lock to another saves no more, and leaves that of the other alone', async () => {
    const folder = temporaryFolder();
    const first = await opened(folder);
    await first.write('first');
    rmSync(join(folder, 'follow.lock'));
    const second = await opened(folder);
    await second.write('second');
    await expect(first.write('first again')).rejects.toMatchObject({
      code: 'LOCKED',
      message: `the lock ${join(folder, 'follow.lock')} was removed or taken over by another openclaw-audit; this one saves no more`,
    });
    await first.close();
    await second.write('second again');
    expect(await second.read()).toBe('second again');
  });

  test.each([
    ['a process that is gone', dead],
    ['a power cut, empty', ''],
    ['a power cut, full of zeros', '\0'.repeat(99)],
    ['something else', '{"pid":-1}'],
  ])('what %s left is taken over', async (_, holder) => {
    const folder = folderLockedBy(holder);
    const record = await opened(folder);
    expect(JSON.parse(readFileSync(join(folder, 'follow.lock'), 'utf8')).pid).toBe(process.pid);
    expect(readdirSync(folder)).toEqual(['follow.lock']);
    await record.close();
    expect(readdirSync(folder)).toEqual([]);
  });

  test.runIf(existsSync('/proc/self/stat'))(
    'what a process with the same number left is taken over',
    async () => {
      await opened(folderLockedBy({ ...dead, pid: process.pid, start: 'an older boot/17' }));
    },
  );

  test('a number without its start is believed to be the same process', async () => {
    expect(await refusal(folderLockedBy({ ...dead, pid: process.pid }))).toMatchObject({ code: 'LOCKED' });
  });

  test('what died while it took over from the dead is taken over too', async () => {
    const folder = folderLockedBy(dead);
    const died = await dyingTakeover(folder, { ...dead, nonce: 'b' });
    expect(readdirSync(folder).sort()).toEqual(['follow.lock', died]);
    await opened(folder);
    expect(readdirSync(folder)).toEqual(['follow.lock']);
  });

  test('leaves a lock alone that is no longer its own', async () => {
    const folder = temporaryFolder();
    const path = join(folder, 'follow.lock');
    const lock = await takeLock(path, realDisk);
    writeFileSync(path, 'of someone else');
    await lock.release();
    expect(readFileSync(path, 'utf8')).toBe('of someone else');
  });
});

/** A starter that dies between getting the right to take over and doing so; the name of what it leaves. */
async function dyingTakeover(folder: string, holder: object): Promise<string> {
  const disk = watchedDisk((step) => {
    if (step === 'rename') throw new Error('killed');
  });
  await expect(takeLock(join(folder, 'follow.lock'), disk)).rejects.toThrow('killed');
  const [left = ''] = readdirSync(folder).filter((name) => name !== 'follow.lock');
  writeFileSync(join(folder, left), JSON.stringify(holder));
  return left;
}

test('of many that start at once, in any order of their steps, one has the lock at a time', async () => {
  const before = fc.constantFrom(undefined, JSON.stringify(dead), '');
  await fc.assert(
    fc.asyncProperty(fc.scheduler(), before, fc.boolean(), async (scheduler, left, diedTakingOver) => {
      const folder = mkdtempSync(join(tmpdir(), 'openclaw-audit-lock-'));
      const path = join(folder, 'follow.lock');
      if (left !== undefined) writeFileSync(path, left);
      if (left !== undefined && diedTakingOver) await dyingTakeover(folder, { ...dead, nonce: 'b' });
      const held = { now: 0, ever: 0 };
      const starters = [1, 2, 3, 4].map(() => start(path, held, scheduledDisk(scheduler)));
      await scheduler.waitFor(Promise.all(starters));
      expect(held.ever).toBeGreaterThan(0);
      expect(readdirSync(folder)).toEqual([]);
      rmSync(folder, { recursive: true });
    }),
    { numRuns: 150 },
  );
});

async function start(path: string, held: { now: number; ever: number }, disk: Disk): Promise<void> {
  try {
    const lock = await takeLock(path, disk);
    held.now += 1;
    held.ever += 1;
    expect(held.now).toBe(1);
    await disk.mkdir('.');
    expect(held.now).toBe(1);
    held.now -= 1;
    await lock.release();
  } catch (error) {
    if (!(error instanceof StateError && error.code === 'LOCKED')) throw error;
  }
}

/** Each step waits until the scheduler lets it happen. */
function scheduledDisk(scheduler: fc.Scheduler): Disk {
  return watchedDisk(async (step) => {
    await scheduler.schedule(Promise.resolve(), step);
  });
}
