import { link, mkdir, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { folderWith } from '../temporary-folder.ts';
import { add, Follower, pack } from './follow.ts';

test('reads what is appended, each line once', async () => {
  const { log, follower } = await followed({ 'x.log': 'one\ntwo\n' });
  await add(log, 'three\n');
  expect(await follower.pass()).toEqual([{ name: log, text: 'three', line: 3, offset: 8, terminated: true }]);
});

test('T1: a new file with the inode of a deleted one is another file', async () => {
  const { folder, log, follower } = await followed({ 'x.log': 'one\n' });
  const saved = follower.evidence.save();
  await follower.evidence.close();
  await rm(log);
  const found = await followed({ 'x.log': 'new\nand more\n' });
  // The identity of the old file, as if its inode had been used again.
  const identity = found.follower.evidence.save().sources[0]?.files[0]?.identity ?? '';
  const forged = JSON.parse(
    JSON.stringify(saved)
      .replaceAll(folder, found.folder)
      .replace(/"identity":"[^"]+"/, `"identity":"${identity}"`),
  );
  const after = await Follower.start({ folder: found.folder, saved: forged });
  expect(await after.later()).toEqual(['new', 'and more']);
});

test('T2: a file of a few bytes is known again, under another name and compressed', async () => {
  const { folder, log, follower } = await followed({ 'x.log': 'a\n' });
  await rename(log, join(folder, 'x.1.log'));
  const renamed = await follower.restart({ folder });
  expect(await renamed.later()).toEqual([]);
  await pack(join(folder, 'x.1.log'));
  const compressed = await renamed.restart({ folder });
  expect(await compressed.later()).toEqual([]);
});

test('T2: an empty file is no file yet', async () => {
  const { folder, log, follower } = await followed({ 'x.log': '' });
  expect(follower.evidence.save().sources).toEqual([]);
  const after = await follower.restart({ folder });
  await add(log, 'one\n');
  expect(await after.later()).toEqual(['one']);
});

test('T3: a new log that begins like the old one is read from its start', async () => {
  const header = `${'='.repeat(100)}\n`;
  const { log, follower } = await followed({ 'x.log': header });
  await rm(log);
  await add(log, `${header}new\n`);
  expect(await follower.later()).toEqual([header.trim(), 'new']);
});

test('T3: a log that was rotated right after its first line is not taken for its successor', async () => {
  const header = `${'='.repeat(100)}\n`;
  const { folder, log, follower } = await followed({ 'x.log': header });
  await rename(log, join(folder, 'x.1.log'));
  await add(log, header);
  expect(await follower.later()).toEqual([header.trim()]);
  await add(log, 'new\n');
  expect(await follower.later()).toEqual(['new']);
});

test('T5: a renamed log is read to its end before its successor, and on through the grace, for which nobody waits', async () => {
  const { folder, log, follower } = await followed({ 'x.log': 'one\n' });
  await add(log, 'two\n');
  await rename(log, join(folder, 'x.1.log'));
  await add(log, 'four\n');
  expect(await follower.texts()).toEqual(['two', 'four']);
  await add(join(folder, 'x.1.log'), 'three\n');
  expect(await follower.texts()).toEqual(['three']);
  expect(follower.evidence.figures.rotations).toBe(1);
  expect(follower.notes).toEqual([]);
});

test('T5: a deleted log is read to its end', async () => {
  const { folder, log, follower } = await followed({ 'x.log': 'one\n' });
  await add(log, 'two\n');
  await rm(log);
  await add(log, 'three\n');
  expect(await follower.later()).toEqual(['two', 'three']);
  expect(follower.notes).toEqual([]);
  const after = await follower.restart({ folder });
  expect(await after.later()).toEqual([]);
  expect(after.notes).toEqual([]);
});

test('T5: a log that is moved out of sight is read to its end', async () => {
  const { folder, log, follower } = await followed({ 'x.log': 'one\n' });
  await add(log, 'two\n');
  await mkdir(join(folder, 'node_modules'));
  await rename(log, join(folder, 'node_modules/old'));
  await add(log, 'three\n');
  expect(await follower.later()).toEqual(['two', 'three']);
});

test('T5: a log that got a name of no log while nobody followed is read to its end', async () => {
  const { folder, log, follower } = await followed({ 'x.log': 'one\n' });
  await add(log, 'two\n');
  await rename(log, join(folder, 'x.log.bak'));
  await add(log, 'three\n');
  const after = await follower.restart({ folder });
  expect(await after.later()).toEqual(['two', 'three']);
  expect(after.notes).toEqual([]);
});

test('T14: what was written while nobody followed is read, also in files that came and went in between', async () => {
  const { folder, log, follower } = await followed({ 'x.log': 'one\n' });
  await add(log, 'two\n');
  await rename(log, join(folder, 'x.2.log'));
  await add(join(folder, 'x.1.log'), 'three\n');
  await add(log, 'four\n');
  const after = await follower.restart({ folder });
  expect(await after.later()).toEqual(['two', 'three', 'four']);
  expect(after.notes).toEqual([]);
});

test('T14: that a log was deleted while nobody followed is said', async () => {
  const { folder, log, follower } = await followed({ 'x.log': 'one\n' });
  await rm(log);
  await add(join(folder, 'x.log'), 'other\n');
  const after = await follower.restart({ folder });
  expect(await after.later()).toEqual(['other']);
  expect(after.gaps.length).toBe(1);
  expect(after.gaps[0]?.note).toContain('what it held after byte 4, if anything, was not read');
});

test('T14: an archive that was pruned after it was read to its end is no loss', async () => {
  const { folder, follower } = await followed({ 'x.1.log': 'one\n', 'x.log': 'two\n' });
  await follower.later();
  await rm(join(folder, 'x.1.log'));
  const after = await follower.restart({ folder });
  expect(await after.later()).toEqual([]);
  expect(after.notes).toEqual([]);
});

test('T19: a link whose target changes goes on in the new one', async () => {
  const folder = await folderWith({ 'logs/app-1.txt': 'one\n', 'logs/app-2.txt': 'three\n', 'seen/x': '' });
  const current = join(folder, 'seen/current.log');
  await symlink('../logs/app-1.txt', current);
  const seen = join(folder, 'seen');
  const follower = await Follower.start({ folder: seen });
  expect(await follower.texts()).toEqual(['one']);
  await add(current, 'two\n');
  await rm(current);
  await symlink('../logs/app-2.txt', current);
  expect(await follower.later()).toEqual(['two', 'three']);
});

test('T19: a link whose target changed while nobody followed', async () => {
  const folder = await folderWith({ 'logs/app-1.txt': 'one\n', 'logs/app-2.txt': 'three\n', 'seen/x': '' });
  const current = join(folder, 'seen/current.log');
  await symlink('../logs/app-1.txt', current);
  const follower = await Follower.start({ folder: join(folder, 'seen') });
  expect(await follower.texts()).toEqual(['one']);
  await add(current, 'two\n');
  await rm(current);
  await symlink('../logs/app-2.txt', current);
  const after = await follower.restart({ folder: join(folder, 'seen') });
  expect(await after.later()).toEqual(['two', 'three']);
});

test('T20: an archive that was compressed is known by its content', async () => {
  const { folder, log, follower } = await followed({ 'x.log': 'one\n' });
  await add(log, 'two\n');
  await rename(log, join(folder, 'x.log.1'));
  await pack(join(folder, 'x.log.1'));
  await add(log, 'three\n');
  const after = await follower.restart({ folder });
  expect(await after.pass()).toEqual([
    { name: join(folder, 'x.log.1.gz'), text: 'two', line: 2, offset: 4, terminated: true },
    { name: log, text: 'three', line: 1, offset: 0, terminated: true },
  ]);
  const again = await after.restart({ folder });
  expect(await again.later()).toEqual([]);
});

test('T20: an archive of several members that is still being written is read when it is complete', async () => {
  const { folder, follower } = await followed({ 'x.log': 'three\n' });
  const packed = Buffer.concat([gzipSync('one\n'), gzipSync('two\n')]);
  const path = join(folder, 'x.1.log.gz');
  await writeFile(path, packed.subarray(0, packed.length - 5));
  expect(await follower.texts()).toEqual(['one', 'two']);
  await writeFile(path, packed);
  expect(await follower.later()).toEqual([]);
  expect(follower.notes).toEqual([]);
});

test('T20: an archive that stays damaged is a gap', async () => {
  const { folder, follower } = await followed({ 'x.log': 'three\n' });
  const packed = gzipSync('one\ntwo\n');
  await writeFile(join(folder, 'x.1.log.gz'), packed.subarray(0, packed.length - 5));
  expect(await follower.later()).toEqual(['one', 'two']);
  expect(follower.notes).toEqual([
    'truncated x.1.log.gz: the gzip file ends too early; what it still holds was read',
  ]);
});

test('T21: daily files go on from one to the next, by the date in their names', async () => {
  const day = 'openclaw-2026-10-25.log';
  const { folder, follower } = await followed({ [day]: 'one\n' });
  await add(join(folder, day), 'two\n');
  await add(join(folder, 'openclaw-2026-10-26.log'), 'three\n');
  expect(await follower.later()).toEqual(['two', 'three']);
  // The clock was turned back: the gateway writes into the file of the day before.
  await add(join(folder, day), 'four\n');
  expect(await follower.later()).toEqual(['four']);
  await add(join(folder, 'openclaw-2026-10-26.log'), 'five\n');
  expect(await follower.later()).toEqual(['five']);
});

test('T22: a log and what it was rotated to are one source', async () => {
  const { folder, log, follower } = await followed({ 'x.log': 'one\n', 'x.1.log': 'zero\n' });
  await rename(join(folder, 'x.1.log'), join(folder, 'x.2.log'));
  await rename(log, join(folder, 'x.1.log'));
  await add(log, 'two\n');
  follower.clock.now += 60_000;
  expect((await follower.evidence.look()).map(({ key }) => key)).toEqual([log]);
});

test('T22: a second name of a log adds nothing', async () => {
  const { folder, log, follower } = await followed({ 'x.log': 'one\n' });
  await link(log, join(folder, 'x.1.log'));
  expect(await follower.later()).toEqual([]);
});

test('a transcript that is reset takes its place in it along', async () => {
  const folder = await folderWith({ 'agents/main/sessions/s1.jsonl': '{"a":1}\n', 'openclaw.json': '{}' });
  const path = join(folder, 'agents/main/sessions/s1.jsonl');
  const follower = await Follower.start({ folder });
  expect(await follower.texts()).toEqual(['{"a":1}']);
  await add(path, '{"a":2}\n');
  await rename(path, `${path}.reset.2026-11-22T10-00-00.000Z`);
  expect(await follower.later()).toEqual(['{"a":2}']);
  expect(follower.notes).toEqual([]);
});

async function followed(files: Readonly<Record<string, string>>) {
  const folder = await folderWith(files);
  const follower = await Follower.start({ folder });
  await follower.texts();
  return { folder, log: join(folder, 'x.log'), follower };
}

test('T1: a gateway whose new log always gets the inode of its oldest archive loses nothing, and no gap is said', async () => {
  const folder = await folderWith({ 'x.log': '' });
  const file = (age: number) => join(folder, age === 0 ? 'x.log' : `x.${age}.log`);
  const follower = await Follower.start({ folder });
  const texts: string[] = [];
  for (let turn = 0; turn < 8; turn++) {
    await add(file(0), `line ${turn}\n`);
    texts.push(...(await follower.texts()));
    await rm(file(3), { force: true });
    for (const age of [2, 1, 0]) await rename(file(age), file(age + 1)).catch(() => {});
    await writeFile(file(0), '');
    texts.push(...(await follower.texts()));
    follower.clock.now += 6_000;
  }
  expect(texts).toEqual(Array.from({ length: 8 }, (_, turn) => `line ${turn}`));
  expect(follower.notes).toEqual([]);
});
