import { appendFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { folderWith } from '../temporary-folder.ts';
import { failing } from './faults.ts';
import { add, Follower } from './follow.ts';

test('T8: a line is told when its end is there, not before', async () => {
  const { log, follower } = await followed('one\ntw');
  expect(await follower.texts()).toEqual(['one']);
  await add(log, 'o');
  expect(await follower.texts()).toEqual([]);
  await add(log, '\nthree\n');
  expect(await follower.texts()).toEqual(['two', 'three']);
});

test('T8: of a file that is gone the unfinished line is told when the grace is over', async () => {
  const { folder, log, follower } = await followed('one\ntw');
  expect(await follower.texts()).toEqual(['one']);
  await rm(log);
  expect(await follower.texts()).toEqual([]);
  follower.clock.now += 5000;
  expect(await follower.pass()).toEqual([{ name: log, text: 'tw', line: 2, offset: 4, terminated: false }]);
  expect(follower.evidence.figures.unterminated).toBe(1);
  const after = await follower.restart({ folder });
  expect(await after.later()).toEqual([]);
});

test('T8: of a file that was rotated away the unfinished line is told when the grace is over', async () => {
  const { folder, log, follower } = await followed('one\ntw');
  expect(await follower.texts()).toEqual(['one']);
  await rename(log, join(folder, 'x.1.log'));
  await add(log, 'three\n');
  expect(await follower.texts()).toEqual(['three']);
  follower.clock.now += 5000;
  expect(await follower.pass()).toMatchObject([{ text: 'tw', line: 2, offset: 4, terminated: false }]);
  await add(join(folder, 'x.1.log'), 'o late\n');
  expect(await follower.pass()).toMatchObject([{ text: 'o late', offset: 6, terminated: true }]);
});

test('T8: an archive without a last line end is told whole at once', async () => {
  const folder = await folderWith({ 'x.1.log.gz': gzipSync('one\ntwo'), 'x.log': 'three\n' });
  const follower = await Follower.start({ folder });
  expect(await follower.texts()).toEqual(['one', 'two', 'three']);
});

test('T9: a character that is cut in two by a look stays whole', async () => {
  const bytes = Buffer.from('caf\u00e9 \u{1f600}\n');
  const { log, follower } = await followed('');
  for (const byte of bytes.subarray(0, -1)) {
    await appendFile(log, Buffer.from([byte]));
    expect(await follower.texts()).toEqual([]);
  }
  await appendFile(log, bytes.subarray(-1));
  expect(await follower.texts()).toEqual(['caf\u00e9 \u{1f600}']);
});

test('T9: the place that is saved is the end of a line, whatever was looked at', async () => {
  const { folder, follower } = await followed('one\ntwo and mo');
  await follower.texts();
  expect(follower.evidence.save().sources[0]?.files[0]).toMatchObject({ offset: 4, line: 2 });
  const after = await follower.restart({ folder });
  await add(join(folder, 'x.log'), 're\n');
  expect(await after.pass()).toMatchObject([{ text: 'two and more', line: 2, offset: 4 }]);
});

test('T10: a line beyond the limit is cut and counted, and the next one comes whole', async () => {
  const { log, follower } = await followed(`${'x'.repeat(150_000)}`, 100);
  expect(await follower.texts()).toEqual([]);
  await add(log, `${'x'.repeat(50_000)}\ntwo\n`);
  expect(await follower.pass()).toMatchObject([
    { text: 'x'.repeat(100), line: 1, offset: 0 },
    { text: 'two', line: 2, offset: 200_001 },
  ]);
  expect(follower.evidence.figures.oversize).toBe(1);
});

test('T10: what was looked through of a line without end is not read again after a restart', async () => {
  const { folder, log, follower } = await followed(`one\n${'x'.repeat(2_000_000)}`, 1000);
  expect(await follower.texts()).toEqual(['one']);
  expect(follower.evidence.save().sources[0]?.files[0]).toMatchObject({ offset: 4, scanned: 2_000_004 });
  let read = 0;
  const openFile = failing(() => {
    read += 1;
    return false;
  });
  const after = await follower.restart({ folder, limit: 1000, openFile });
  expect(await after.texts()).toEqual([]);
  expect(read).toBeLessThan(10);
  await add(log, 'x\ntwo\n');
  expect(await after.pass()).toMatchObject([
    { text: 'x'.repeat(1000), line: 2, offset: 4 },
    { text: 'two', line: 3, offset: 2_000_006 },
  ]);
});

test('T10: a log that is emptied within a line without end is read from its start', async () => {
  const { log, follower } = await followed(`one\n${'x'.repeat(5000)}`, 1000);
  expect(await follower.texts()).toEqual(['one']);
  await writeFile(log, `one\n${'y'.repeat(8000)}\ntwo\n`);
  expect(await follower.later()).toEqual(['one', 'y'.repeat(1000), 'two']);
});

test('a byte order mark is no part of the first line', async () => {
  const { log, follower } = await followed('\ufeffone\n');
  expect(await follower.pass()).toMatchObject([{ text: 'one', line: 1, offset: 3 }]);
  await add(log, 'two\n');
  expect(await follower.pass()).toMatchObject([{ text: 'two', line: 2, offset: 7 }]);
});

test('a file that is no text is said once, and read when it becomes one', async () => {
  const { log, follower } = await followed('\xff\xfeo\0n\0e\0');
  await writeFile(log, Buffer.from('fffe6f006e0065000a00', 'hex'));
  expect(await follower.later()).toEqual([]);
  expect(follower.notes).toEqual([
    'unreadable x.log: it is UTF-16 text; convert it to UTF-8 to have it read',
  ]);
  await writeFile(log, 'one\n');
  expect(await follower.later()).toEqual(['one']);
});

test('a file that cannot be read is said once, holds up nothing, and is read when it can be', async () => {
  const folder = await folderWith({ 'x.1.log': 'one\n', 'x.log': 'two\n' });
  let broken = true;
  const openFile = failing((path) => broken && path.endsWith('x.1.log'));
  const follower = await Follower.start({ folder, openFile });
  expect(await follower.later()).toEqual(['two']);
  expect(follower.notes).toEqual(['unreadable x.1.log: it could not be read: EIO']);
  broken = false;
  expect(await follower.later()).toEqual(['one']);
  expect(follower.notes.length).toBe(1);
});

async function followed(text: string, limit?: number) {
  const folder = await folderWith({ 'x.log': text });
  const follower = await Follower.start({ folder, ...(limit !== undefined && { limit }) });
  return { folder, log: join(folder, 'x.log'), follower };
}
