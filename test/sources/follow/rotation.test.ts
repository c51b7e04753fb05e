import { rename } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { folderWith } from '../temporary-folder.ts';
import { add, Follower } from './follow.ts';

test('reads what is appended, each line once', async () => {
  const folder = await folderWith({ 'x.log': 'one\ntwo\n' });
  const follower = await Follower.start({ folder });
  expect(await follower.texts()).toEqual(['one', 'two']);
  expect(await follower.texts()).toEqual([]);
  await add(join(folder, 'x.log'), 'three\n');
  expect(await follower.pass()).toEqual([
    { name: join(folder, 'x.log'), text: 'three', line: 3, offset: 8, terminated: true },
  ]);
});

test('T5: a renamed log is read to its end before its successor, and on through the grace, for which nobody waits', async () => {
  const folder = await folderWith({ 'x.log': 'one\n' });
  const log = join(folder, 'x.log');
  const follower = await Follower.start({ folder });
  expect(await follower.texts()).toEqual(['one']);
  await add(log, 'two\n');
  await rename(log, join(folder, 'x.1.log'));
  await add(log, 'four\n');
  expect(await follower.texts()).toEqual(['two', 'four']);
  await add(join(folder, 'x.1.log'), 'three\n');
  expect(await follower.texts()).toEqual(['three']);
  expect(follower.evidence.figures.rotations).toBe(1);
  expect(follower.notes).toEqual([]);
});

test('T14: what was written while nobody followed is read, also in files that came and went in between', async () => {
  const folder = await folderWith({ 'x.log': 'one\n' });
  const log = join(folder, 'x.log');
  const before = await Follower.start({ folder });
  expect(await before.texts()).toEqual(['one']);
  await add(log, 'two\n');
  await rename(log, join(folder, 'x.2.log'));
  await add(join(folder, 'x.1.log'), 'three\n');
  await add(log, 'four\n');
  const after = await before.restart({ folder });
  expect(await after.later()).toEqual(['two', 'three', 'four']);
  expect(after.notes).toEqual([]);
});
