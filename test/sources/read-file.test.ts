import { execFileSync } from 'node:child_process';
import { appendFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import type { SourceGap } from '../../src/model/source.ts';
import { diskFacts, type FileOnDisk } from '../../src/sources/open-file.ts';
import { readFile } from '../../src/sources/read-file.ts';
import { readSmallText } from '../../src/sources/read-small-text.ts';
import { folderWith, textsOf } from './temporary-folder.ts';

test('reads a file that is larger than its first chunk', async () => {
  const lines = Array.from({ length: 30_000 }, (_, index) => `line ${index} ${'x'.repeat(index % 90)}`);
  const folder = await folderWith({ 'x.log': `${lines.join('\n')}\n` });
  expect(await read({ name: 'x.log', path: join(folder, 'x.log') })).toEqual({ texts: lines, gaps: [] });
});

test('knows gzip by its content, not by its name', async () => {
  const folder = await folderWith({ 'x.log': gzipSync('one\n'), 'y.log.gz': 'two\n' });
  expect((await read({ name: 'x', path: join(folder, 'x.log') })).texts).toEqual(['one']);
  expect((await read({ name: 'y', path: join(folder, 'y.log.gz') })).texts).toEqual(['two']);
});

test('says that a file has vanished', async () => {
  const folder = await folderWith({});
  const { texts, gaps } = await read({ name: 'x', path: join(folder, 'x.log') });
  expect(texts).toEqual([]);
  expect(gaps).toEqual([{ kind: 'unreadable', name: 'x', note: 'it is not there' }]);
});

test('says that a file has become a folder', async () => {
  const folder = await folderWith({ 'x.log/y': '' });
  const { gaps } = await read({ name: 'x', path: join(folder, 'x.log') });
  expect(gaps).toEqual([{ kind: 'unreadable', name: 'x', note: 'it is a folder' }]);
});

test('reads the file that was found, also when it was rotated before it was read', async () => {
  const folder = await folderWith({ 'gateway.log': 'old\n' });
  const file = await found(join(folder, 'gateway.log'));
  await rename(file.path, join(folder, 'gateway.1.log'));
  expect((await read(file)).texts).toEqual(['old']);
});

test.each([100, 100_000])('reads a file of %d bytes that has grown since it was found', async (bytes) => {
  const folder = await folderWith({ 'x.log': `${'x'.repeat(bytes - 1)}\n` });
  const file = await found(join(folder, 'x.log'));
  expect((await read(file)).texts).toEqual(['x'.repeat(bytes - 1)]);
  await appendFile(file.path, 'new\n');
  expect((await read(file)).texts).toEqual(['x'.repeat(bytes - 1), 'new']);
});

test('an empty file has no lines', async () => {
  const folder = await folderWith({ 'x.log': '' });
  expect(await read(await found(join(folder, 'x.log')))).toEqual({ texts: [], gaps: [] });
});

test('reads a file that was compressed before it was read', async () => {
  const folder = await folderWith({ 'x.log.1': 'old\n', 'x.log.1.gz': gzipSync('old\n') });
  const file = await found(join(folder, 'x.log.1'));
  await rm(file.path);
  expect((await read(file)).texts).toEqual(['old']);
});

test.skipIf(process.platform === 'win32')(
  'does not wait for a pipe that took the place of the file that was found',
  async () => {
    const folder = await folderWith({ 'x.log': 'old\n' });
    const file = await found(join(folder, 'x.log'));
    await rm(file.path);
    execFileSync('mkfifo', [file.path]);
    expect((await read(file)).texts).toEqual([]);
  },
);

test.skipIf(process.platform === 'win32')('reads what a pipe holds when the user names one', async () => {
  const folder = await folderWith({ 'x.log': 'one\ntwo\n' });
  const path = join(folder, 'pipe');
  execFileSync('mkfifo', [path]);
  const writing = writeFile(path, 'one\ntwo\n');
  expect((await read({ name: 'pipe', path })).texts).toEqual(['one', 'two']);
  await writing;
});

test('says that a side file is too large, or no file', async () => {
  const folder = await folderWith({ 'x.json': '0123456789' });
  const path = join(folder, 'x.json');
  expect(await readSmallText({ name: 'x.json', path, limit: 10 })).toEqual({ text: '0123456789' });
  expect(await readSmallText({ name: 'x.json', path, limit: 9 })).toMatchObject({
    problem: { note: 'it is larger than 9 bytes' },
  });
  expect(await readSmallText({ name: 'x.json', path: folder, limit: 9 })).toMatchObject({
    problem: { note: 'it is not a regular file' },
  });
});

async function found(path: string): Promise<FileOnDisk> {
  const { identity, size } = diskFacts(await stat(path, { bigint: true }));
  return { name: path, path, identity, size };
}

async function read(file: FileOnDisk): Promise<{ texts: string[]; gaps: SourceGap[] }> {
  const gaps: SourceGap[] = [];
  return { texts: await textsOf({ read: () => readFile(file, gaps) }), gaps };
}
