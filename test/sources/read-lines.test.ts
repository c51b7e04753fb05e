import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readAll } from './temporary-folder.ts';

const log = Array.from({ length: 5000 }, (_, index) => `{"n":${index},"r":"${(index * 7919) % 10007}"}`);
const text = `${log.join('\n')}\n`;

test('reads gzip as if it were plain', async () => {
  expect(await readAll([gzipSync(text)])).toEqual({ texts: log, gaps: [] });
});

test('reads gzip that comes byte by byte', async () => {
  const bytes = gzipSync('one\ntwo\n');
  expect(await readAll([...bytes].map((byte) => Buffer.from([byte])))).toEqual({
    texts: ['one', 'two'],
    gaps: [],
  });
});

test('reads all members of a gzip file, also a line that spans two', async () => {
  const bytes = Buffer.concat([gzipSync('one\ntw'), gzipSync('o\nthree\n')]);
  expect((await readAll([bytes])).texts).toEqual(['one', 'two', 'three']);
});

test('reads what a truncated gzip file still holds, and says so', async () => {
  const whole = gzipSync(text);
  const { texts, gaps } = await readAll([whole.subarray(0, whole.length / 2)]);
  expect(texts.length).toBeGreaterThan(1000);
  expect(log).toEqual(expect.arrayContaining(texts.slice(0, -1)));
  expect(gaps).toMatchObject([{ kind: 'truncated', note: expect.stringContaining('ends too early') }]);
});

test('never throws on a gzip file that is cut or damaged anywhere', async () => {
  const whole = gzipSync('one\ntwo\n');
  const damaged = fc.tuple(
    fc.nat({ max: whole.length - 1 }),
    fc.nat({ max: 255 }),
    fc.nat({ max: whole.length }),
  );
  await fc.assert(
    fc.asyncProperty(damaged, async ([at, byte, end]) => {
      const bytes = Buffer.from(whole);
      bytes[at] = byte;
      const { texts, gaps } = await readAll([bytes.subarray(0, end)]);
      expect(gaps.length > 0 || texts.join() === 'one,two' || end < 2 || at < 10).toBe(true);
    }),
  );
});

test('says that a gzip file is damaged, and keeps the lines before the damage', async () => {
  const { texts, gaps } = await readAll([gzipSync(text), Buffer.from('garbage')]);
  expect(texts.length).toBeGreaterThan(3000);
  expect(log).toEqual(expect.arrayContaining(texts.slice(0, -1)));
  expect(gaps).toMatchObject([{ kind: 'truncated', note: expect.stringContaining('damaged') }]);
});

test('reads a gzip bomb in bounded memory', async () => {
  const bomb = gzipSync(Buffer.alloc(64 * 1024 * 1024, 'x'));
  const { texts } = await readAll([bomb, gzipSync('\nnext\n')], 1000);
  expect(texts.map((line) => line.length)).toEqual([1000, 4]);
});

const packed = (name: string): Buffer =>
  readFileSync(new URL(`../fixtures/zstd/${name}.zst`, import.meta.url));

test('reads zstd as if it were plain, all its frames, however it comes', async () => {
  expect(await readAll([packed('log')])).toEqual({ texts: log, gaps: [] });
  const bytes = [...packed('two-frames')].map((byte) => Buffer.from([byte]));
  expect(await readAll(bytes)).toEqual({ texts: ['one', 'two', 'three'], gaps: [] });
});

test('reads what a truncated zstd file still holds, and says so', async () => {
  const whole = packed('two-frames');
  const { texts, gaps } = await readAll([whole.subarray(0, whole.length - 6)]);
  expect(texts).toEqual(['one', 'tw']);
  expect(gaps).toMatchObject([{ kind: 'truncated', note: expect.stringContaining('ends too early') }]);
});

test('never throws on a zstd file that is cut or damaged anywhere', async () => {
  const whole = packed('two-frames');
  const place = fc.tuple(
    fc.nat({ max: whole.length - 1 }),
    fc.nat({ max: 255 }),
    fc.nat({ max: whole.length }),
  );
  await fc.assert(
    fc.asyncProperty(place, async ([at, byte, end]) => {
      const bytes = Buffer.from(whole);
      bytes[at] = byte;
      await readAll([bytes.subarray(0, end)]);
    }),
  );
});

test('reads a zstd bomb in bounded memory, and refuses a window that takes too much of it', async () => {
  const { texts, gaps } = await readAll([packed('bomb')], 1000);
  expect(texts.map((line) => line.length)).toEqual([1000, 4]);
  expect(gaps).toEqual([]);
  const large = await readAll([packed('large-window')]);
  expect(large.gaps).toMatchObject([
    { note: expect.stringContaining('it needs a window of 134217728 bytes') },
  ]);
});

test.each([
  ['UTF-16, little end first', Buffer.from('\ufeff{"a":1}\n', 'utf16le'), 'UTF-16'],
  ['UTF-16, big end first', Buffer.from('\ufeff{"a":1}\n', 'utf16le').swap16(), 'UTF-16'],
  ['UTF-16 within gzip', gzipSync(Buffer.from('\ufeff{"a":1}\n', 'utf16le')), 'UTF-16'],
  ['a database', Buffer.from('SQLite format 3\0 and more'), 'database'],
])('does not take %s for lines, and says what it is', async (_, bytes, word) => {
  const { texts, gaps } = await readAll([bytes]);
  expect(texts).toEqual([]);
  expect(gaps).toMatchObject([{ kind: 'unreadable', note: expect.stringContaining(word) }]);
});

test('reads a chunk of nothing but newlines in small batches', async () => {
  const { texts } = await readAll([Buffer.alloc(300_000, '\n')]);
  expect(texts.length).toBe(300_000);
});

test('keeps bytes that are no UTF-8', async () => {
  const { texts } = await readAll([Buffer.from([0x75, 0xff, 0x0a, 0x75, 0xfe, 0x0a])]);
  expect(texts.length).toBe(2);
});
