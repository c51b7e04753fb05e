import { EventEmitter } from 'node:events';
import { mkdir, rename } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FSWatcher } from 'chokidar';
import { expect, onTestFinished, test } from 'vitest';
import { openDirectory } from '../../../src/sources/directory.ts';
import { FolderHints, tellsOfChanges } from '../../../src/sources/follow/folder-hints.ts';
import { FollowEvidence } from '../../../src/sources/follow/follow-evidence.ts';
import { folderWith } from '../temporary-folder.ts';
import { add, Follower } from './follow.ts';

const watchable = await tellsOfChanges(tmpdir());

test.runIf(watchable)('T16: a hint wakes who waits, and what it means is looked up', async () => {
  const folder = await folderWith({ 'x.log': 'one\n' });
  const follower = await watching(folder);
  expect(await follower.texts()).toEqual(['one']);
  await add(join(folder, 'x.log'), 'two\n');
  expect(await textsInTime(follower)).toEqual(['two']);
  // The system may not watch the folder yet when the first file appears.
  const texts: string[] = [];
  for (let number = 0; texts.length === 0; number++) {
    await add(join(folder, `y${number}.log`), 'three\n');
    await follower.evidence.changed(300);
    texts.push(...(await follower.texts()));
  }
  expect(texts).toContain('three');
  await rename(join(folder, 'x.log'), join(folder, 'x.1.log'));
  await add(join(folder, 'x.log'), 'four\n');
  expect(await textsInTime(follower)).toContain('four');
});

test('T16: without hints all is found by looking', async () => {
  const folder = await folderWith({ 'x.log': 'one\n' });
  const follower = await Follower.start({ folder, rescan: 5000 });
  expect(await follower.texts()).toEqual(['one']);
  await add(join(folder, 'x.log'), 'two\n');
  expect(await follower.texts()).toEqual(['two']);
  await mkdir(join(folder, 'later'));
  await add(join(folder, 'later/y.log'), 'three\n');
  expect(await follower.texts()).toEqual([]);
  follower.clock.now += 5000;
  expect(await follower.texts()).toEqual(['three']);
});

test('T16: a rotation is noticed before the folders are looked at again', async () => {
  const folder = await folderWith({ 'x.log': 'one\n' });
  const follower = await Follower.start({ folder, rescan: 5000 });
  expect(await follower.texts()).toEqual(['one']);
  follower.clock.now += 300;
  await rename(join(folder, 'x.log'), join(folder, 'x.1.log'));
  await add(join(folder, 'x.log'), 'two\n');
  expect(await follower.texts()).toEqual(['two']);
});

test.each(['ENOSPC', 'EMFILE'])(
  'T16: when the system cannot watch any more (%s), that is said once',
  async (code) => {
    const watcher = new BrokenWatcher(code);
    const hints = new FolderHints({ written: () => {}, moved: () => {} }, watcher as unknown as FSWatcher);
    const folder = await folderWith({ 'a/x': '', 'b/x': '' });
    await hints.watch(new Set([join(folder, 'a'), join(folder, 'b')]));
    await hints.watch(new Set([folder]));
    expect(hints.problem?.note).toContain(code);
    expect(watcher.closed).toBe(1);
  },
);

test('T17: what is no folder of this machine is not watched', async () => {
  const watcher = new BrokenWatcher('ENOSPC');
  const hints = new FolderHints({ written: () => {}, moved: () => {} }, watcher as unknown as FSWatcher);
  await hints.watch(new Set(['/proc/self', '/nowhere']));
  expect(hints.problem).toBe(process.platform === 'linux' ? undefined : expect.anything());
});

/** Looks at the folders only when a hint says so. */
async function watching(folder: string): Promise<Follower> {
  const open = () => openDirectory(folder);
  const evidence = await FollowEvidence.open({ open, watch: true, rescan: 600_000 });
  onTestFinished(() => evidence.close());
  return new Follower(evidence, { now: 0 });
}

async function textsInTime(follower: Follower): Promise<string[]> {
  for (;;) {
    const texts = await follower.texts();
    if (texts.length > 0) return texts;
    await follower.evidence.changed(300);
  }
}

class BrokenWatcher extends EventEmitter {
  closed = 0;
  readonly #code: string;

  constructor(code: string) {
    super();
    this.#code = code;
  }

  add(): void {
    this.emit('error', Object.assign(new Error(this.#code), { code: this.#code }));
  }

  async close(): Promise<void> {
    this.closed += 1;
  }
}
