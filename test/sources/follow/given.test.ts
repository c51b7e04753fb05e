import { execFileSync } from 'node:child_process';
import { appendFile, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { MissingPathError, openPaths } from '../../../src/sources/open-paths.ts';
import { folderWith } from '../temporary-folder.ts';
import { add, Follower, pack } from './follow.ts';

test('T22: of a log that the user named older archives stay unread, and what it is rotated to does not', async () => {
  const { folder, log, open, follower } = await named({ 'x.1.log': 'old\n', 'x.log': 'one\n' });
  expect(await follower.texts()).toEqual(['one']);
  await rename(join(folder, 'x.1.log'), join(folder, 'x.3.log'));
  await add(log, 'two\n');
  await rename(log, join(folder, 'x.2.log'));
  await pack(join(folder, 'x.2.log'));
  await add(join(folder, 'x.1.log'), 'three\n');
  await add(log, 'four\n');
  const after = await follower.restart({ folder, open });
  expect(await after.later()).toEqual(['two', 'three', 'four']);
  expect(after.notes).toEqual([]);
});

test('T21: a daily log that the user named goes on in that of the next day', async () => {
  const day = 'openclaw-2026-11-22.log';
  const { folder, follower } = await named({ [day]: 'one\n', 'openclaw-2026-11-21.log': 'old\n' }, day);
  expect(await follower.texts()).toEqual(['one']);
  await add(join(folder, 'openclaw-2026-11-23.log'), 'two\n');
  expect(await follower.later()).toEqual(['two']);
});

test('a log that the user named may be gone for a while', async () => {
  const { folder, log, follower } = await named({ 'x.log': 'one\n' });
  expect(await follower.texts()).toEqual(['one']);
  await rename(log, join(folder, 'x.1.log'));
  await add(join(folder, 'x.1.log'), 'two\n');
  expect(await follower.texts()).toEqual(['two']);
  await add(log, 'three\n');
  expect(await follower.later()).toEqual(['three']);
});

test('a path that is not there at the start is an error', async () => {
  await expect(Follower.start({ folder: '', open: () => openPaths(['/nowhere/x.log']) })).rejects.toThrow(
    MissingPathError,
  );
});

test('standard input is read as it comes, until it ends', async () => {
  const input = new PassThrough();
  const open = () => openPaths(['-'], { standardInput: input });
  const follower = await Follower.start({ folder: '', open });
  expect(await follower.texts()).toEqual([]);
  input.write('a first line of input\ntw');
  expect(await textsOnce(follower)).toEqual(['a first line of input']);
  input.write('o\n');
  expect(await textsOnce(follower)).toEqual(['two']);
  expect(follower.evidence.ended).toBe(false);
  input.end('three');
  expect(await textsOnce(follower)).toEqual(['three']);
  while (!follower.evidence.ended) await textsOnce(follower);
  expect(follower.evidence.save().sources).toEqual([]);
});

test('standard input may be packed', async () => {
  const input = new PassThrough();
  const open = () => openPaths(['-'], { standardInput: input });
  const follower = await Follower.start({ folder: '', open });
  input.end(gzipSync('one\ntwo\n'));
  await follower.evidence.look();
  expect(await textsOnce(follower)).toEqual(['one', 'two']);
});

test.skipIf(process.platform === 'win32')('a pipe that the user named is read as it comes', async () => {
  const folder = await folderWith({});
  const pipe = join(folder, 'pipe');
  execFileSync('mkfifo', [pipe]);
  const follower = await Follower.start({ folder, open: () => openPaths([pipe]) });
  await follower.evidence.look();
  await appendFile(pipe, 'one\n');
  expect(await textsOnce(follower)).toEqual(['one']);
});

async function named(files: Readonly<Record<string, string>>, name = 'x.log') {
  const folder = await folderWith(files);
  const log = join(folder, name);
  const open = () => openPaths([log]).catch(nothingAtFirst);
  return { folder, log, open, follower: await Follower.start({ folder, open }) };
}

/** As the command does: a path that was there once may be gone for a while. */
function nothingAtFirst() {
  return { sources: [], ignored: [], problems: [], gateways: [] };
}

/** When there are some. */
async function textsOnce(follower: Follower): Promise<string[]> {
  for (;;) {
    const texts = await follower.texts();
    if (texts.length > 0 || follower.evidence.ended) return texts;
    await follower.evidence.changed(60_000);
  }
}
