import { mkdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { evidenceFolder } from '../../support/evidence-folder.ts';
import { Follower } from './follow.ts';

const folderWith = (text: string) => evidenceFolder({ 'exec-approvals.json': text });

/** As the gateway writes its documents. */
async function replace(path: string, text: string): Promise<void> {
  await writeFile(`${path}.new`, text);
  await rename(`${path}.new`, path);
}

test('a document is told whole at the start, and whole again when another one takes its place', async () => {
  const folder = folderWith('{"version":1}');
  const follower = await Follower.start({ folder });
  expect(await follower.texts()).toEqual(['{"version":1}']);
  expect(await follower.later()).toEqual([]);
  await replace(join(folder, 'exec-approvals.json'), '{\n"version":2\n}\n');
  expect(await follower.texts()).toEqual(['{', '"version":2', '}']);
  expect(await follower.later()).toEqual([]);
});

test('a document that appears later is told', async () => {
  const folder = folderWith('{"version":1}');
  const follower = await Follower.start({ folder });
  await follower.texts();
  await mkdir(join(folder, 'devices'));
  await writeFile(join(folder, 'devices/paired.json'), '{}');
  expect(await follower.texts()).toEqual(['{}']);
});

test('half a document is waited for; what stays broken is told as it is, once', async () => {
  const folder = folderWith('{"version":1}');
  const follower = await Follower.start({ folder });
  await follower.texts();
  await writeFile(join(folder, 'exec-approvals.json'), '{"versi');
  expect(await follower.texts()).toEqual([]);
  await writeFile(join(folder, 'exec-approvals.json'), '{"version":3}');
  expect(await follower.texts()).toEqual(['{"version":3}']);
  await writeFile(join(folder, 'exec-approvals.json'), '{"ver');
  expect(await follower.texts()).toEqual([]);
  expect(await follower.later()).toEqual(['{"ver']);
  expect(await follower.later()).toEqual([]);
});

test('a document beyond all measure is a gap, said once', async () => {
  const folder = folderWith('{"version":1}');
  const follower = await Follower.start({ folder });
  await follower.texts();
  await writeFile(join(folder, 'exec-approvals.json'), `{"version":1,"x":"${'x'.repeat(9_000_000)}"}`);
  expect(await follower.later()).toEqual([]);
  expect(follower.notes).toEqual(['unreadable exec-approvals.json: it is larger than 8388608 bytes']);
});
