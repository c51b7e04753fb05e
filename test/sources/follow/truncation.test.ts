import { copyFile, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { folderWith } from '../temporary-folder.ts';
import { withSizeAhead } from './faults.ts';
import { add, Follower } from './follow.ts';

test('T6: a file that was cut short is read from its start', async () => {
  const { log, follower } = await followed('one\ntwo\n');
  await writeFile(log, 'new\n');
  expect(await follower.later()).toEqual(['new']);
  expect(follower.evidence.figures.truncations).toBe(1);
  expect(follower.notes).toEqual([
    'truncated x.log: it was cut short or written anew; what it held after byte 8, if anything, was not read',
  ]);
});

test('T6: a file truncated and grown past the old position is read from its start', async () => {
  const { log, follower } = await followed('one\ntwo\n');
  await writeFile(log, 'new\nand longer than before\n');
  expect(await follower.later()).toEqual(['new', 'and longer than before']);
  expect(follower.evidence.figures.truncations).toBe(1);
});

test('T6: a file written anew with the same size is read from its start', async () => {
  const { log, follower } = await followed('one\ntwo\n');
  await writeFile(log, 'six\nten\n');
  expect(await follower.later()).toEqual(['six', 'ten']);
});

test('T6: a file that differs only right before the old position is read from its start', async () => {
  const start = `${'x'.repeat(1000)}\n`;
  const { log, follower } = await followed(`${start}one\n`);
  await writeFile(log, `${start}two\nthree\n`);
  expect(await follower.later()).toEqual(['x'.repeat(1000), 'two', 'three']);
});

test('T6: a file written anew with what it held goes on where it was', async () => {
  const { log, follower } = await followed('one\ntwo\n');
  await writeFile(log, 'one\ntwo\nthree\n');
  expect(await follower.later()).toEqual(['three']);
  expect(follower.gaps).toEqual([]);
});

test('T4: a file that was written anew while nobody followed is read from its start', async () => {
  const { folder, log, follower } = await followed('one\ntwo\n');
  await writeFile(log, 'new\nand longer than before\n');
  const after = await follower.restart({ folder });
  expect(await after.later()).toEqual(['new', 'and longer than before']);
  expect(after.evidence.figures.truncations).toBe(1);
});

test('T4: a file that became shorter than the place in it is read from its start', async () => {
  const { folder, log, follower } = await followed('one\ntwo\n');
  await truncate(log, 4);
  const after = await follower.restart({ folder });
  expect(await after.later()).toEqual(['one']);
});

test('T7: a log that is copied and then emptied goes on in its copy, and that is said', async () => {
  const { folder, log, follower } = await followed('one\n');
  await add(log, 'two\n');
  await copyFile(log, join(folder, 'x.1.log'));
  await writeFile(log, 'three\n');
  expect(await follower.later()).toEqual(['two', 'three']);
  expect(follower.evidence.figures).toMatchObject({ copytruncates: 1, truncations: 0 });
  expect(follower.notes).toEqual([
    'rotation x.log: copied to x.1.log, then emptied (copytruncate): what was written in between is in neither',
  ]);
});

test('T7: a copy in the making is not read, whenever one looks', async () => {
  const { folder, log, follower } = await followed('one\ntwo\n');
  const copy = join(folder, 'x.1.log');
  for (const part of ['', 'on', 'e\ntw', 'o\n']) {
    await add(copy, part);
    expect(await follower.texts()).toEqual([]);
  }
  await writeFile(log, '');
  expect(await follower.later()).toEqual([]);
  await add(log, 'three\n');
  expect(await follower.later()).toEqual(['three']);
  expect(follower.evidence.figures).toMatchObject({ copytruncates: 1, duplicates: 1 });
});

test('T7: a log that was copied and emptied while nobody followed goes on in its copy', async () => {
  const { folder, log, follower } = await followed('one\n');
  await add(log, 'two\n');
  await copyFile(log, join(folder, 'x.log.1'));
  await writeFile(log, 'three\n');
  const after = await follower.restart({ folder });
  expect(await after.later()).toEqual(['two', 'three']);
  expect(after.evidence.figures.copytruncates).toBe(1);
});

test('T7: a copy that stays beside the log is never read', async () => {
  const { folder, log, follower } = await followed('one\ntwo\n');
  await copyFile(log, join(folder, 'x.1.log'));
  expect(await follower.later()).toEqual([]);
  await add(log, 'three\n');
  expect(await follower.later()).toEqual(['three']);
  expect(follower.evidence.figures.duplicates).toBe(1);
  const after = await follower.restart({ folder });
  expect(await after.later()).toEqual([]);
});

test('T18: what was read counts, not the size that was seen', async () => {
  const { log, folder, follower } = await followed('one\n');
  await follower.evidence.close();
  const after = await follower.restart({ folder, openFile: withSizeAhead });
  await add(log, 'two\n');
  expect(await after.later()).toEqual(['two']);
  await add(log, 'three\n');
  expect(await after.later()).toEqual(['three']);
  expect(after.evidence.figures.truncations).toBe(0);
});

async function followed(text: string) {
  const folder = await folderWith({ 'x.log': text });
  const follower = await Follower.start({ folder });
  await follower.texts();
  return { folder, log: join(folder, 'x.log'), follower };
}
