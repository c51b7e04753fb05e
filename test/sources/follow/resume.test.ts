import { readdirSync } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { folderWith } from '../temporary-folder.ts';
import { add, Follower, pack } from './follow.ts';

const day = 24 * 60 * 60 * 1000;

test('T13: lines after a checkpoint come again, with the same names and places', async () => {
  const { folder, log, follower } = await followed({ 'x.log': 'one\n' });
  const saved = follower.evidence.save();
  await add(log, 'two\nthree\n');
  const lines = await follower.pass();
  expect(lines.length).toBe(2);
  await follower.evidence.close();
  const after = await Follower.start({ folder, saved });
  expect(await after.pass()).toEqual(lines);
});

test('a checkpoint of the same place is the same, before and after a restart', async () => {
  const { folder, follower } = await followed({ 'x.log': 'one\n', 'y.1.log': 'two\n', 'y.log': 'three\n' });
  await follower.later();
  const saved = follower.evidence.save();
  expect(follower.evidence.save()).toEqual(saved);
  const after = await follower.restart({ folder });
  expect(after.evidence.save()).toEqual(saved);
  expect(await after.later()).toEqual([]);
  expect(after.evidence.save()).toEqual(saved);
});

test('a reader that stops in the middle goes on there', async () => {
  const text = Array.from({ length: 20_000 }, (_, index) => `line ${index}\n`);
  const { log, follower } = await followed({ 'x.log': '' });
  await add(log, text.join(''));
  const heard: string[] = [];
  const [source] = await follower.evidence.look();
  for await (const batch of source?.read() ?? []) {
    heard.push(...batch.map(({ bytes }) => Buffer.from(bytes).toString()));
    break;
  }
  expect(heard.length).toBeLessThan(text.length);
  expect([...heard, ...(await follower.texts())].map((line) => `${line}\n`)).toEqual(text);
});

test('T15: the place in a file that is gone is remembered for a week, whatever restarts come in between', async () => {
  const { folder, log, follower } = await followed({ 'x.log': 'one\n' });
  await rename(log, join(folder, 'elsewhere'));
  await rm(join(folder, 'elsewhere'));
  await follower.later();
  const goneSince = (one: Follower) => one.evidence.save().sources[0]?.files[0]?.goneSince;
  const since = goneSince(follower);
  expect(since).toBeGreaterThan(0);
  follower.clock.now += 3 * day;
  const after = await follower.restart({ folder });
  await after.texts();
  expect(goneSince(after)).toBe(since);
  after.clock.now += 5 * day;
  await after.texts();
  expect(after.evidence.save().sources).toEqual([]);
});

test('T24: figures say zero where nothing happened', async () => {
  const { follower } = await followed({ 'x.log': 'one\n' });
  expect(follower.evidence.figures).toEqual({
    duplicates: 0,
    truncations: 0,
    rotations: 0,
    copytruncates: 0,
    oversize: 0,
    unterminated: 0,
    gone: 0,
  });
});

test('that an archive is missing is said once, when it was not just being renamed', async () => {
  const { folder, follower } = await followed({ 'x.log': 'three\n', 'x.2.log': 'one\n' });
  expect(follower.notes).toEqual([]);
  follower.clock.now += 5000;
  await follower.texts();
  await follower.texts();
  expect(follower.notes).toEqual(['rotation x.log: x.1.log is not there, though an older archive is']);
  await add(join(folder, 'x.1.log'), 'two\n');
  expect(await follower.later()).toEqual(['two']);
  expect(follower.notes.length).toBe(1);
});

test('a transcript that was deleted is known in its archive', async () => {
  const sessions = 'agents/main/sessions';
  const { folder, follower } = await followed({
    [`${sessions}/s1.jsonl`]: '{"a":1}\n',
    'openclaw.json': '{}',
  });
  const path = join(folder, sessions, 's1.jsonl');
  await add(path, '{"a":2}\n');
  await pack(path, `${path}.deleted.2026-11-22T10-00-00.000Z.gz`);
  const after = await follower.restart({ folder });
  expect(await after.later()).toEqual(['{"a":2}']);
});

test.runIf(process.platform === 'linux')(
  'a thousand transcripts do not hold a thousand files open',
  async () => {
    const files = Array.from({ length: 1000 }, (_, index) => [`agents/a/sessions/s${index}.jsonl`, '{}\n']);
    const folder = await folderWith(Object.fromEntries(files));
    const before = readdirSync('/proc/self/fd').length;
    const follower = await Follower.start({ folder });
    expect((await follower.texts()).length).toBe(1000);
    await follower.texts();
    expect(readdirSync('/proc/self/fd').length - before).toBeLessThan(150);
  },
);

async function followed(files: Readonly<Record<string, string>>) {
  const folder = await folderWith(files);
  const follower = await Follower.start({ folder });
  await follower.texts();
  return { folder, log: join(folder, 'x.log'), follower };
}
