import { copyFileSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Json } from '../../src/model/json.ts';
import { readRecord } from '../../src/state/read-record.ts';
import { StateRecord } from '../../src/state/state-record.ts';
import type { Upgrades } from '../../src/state/upgrades.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

/** A folder whose follow state holds this value. */
async function saved(value: Json, options?: { upgrades: Upgrades; tool?: string }): Promise<string> {
  const folder = temporaryFolder();
  const record = await StateRecord.open(folder, 'follow', options);
  await record.write(value);
  await record.close();
  return folder;
}

const failure = (folder: string, name = 'follow') => readRecord(folder, name).catch((error) => error);
const large = { rows: Array.from({ length: 9000 }, (_, index) => index * 7919) };

describe('damage is refused with the way out', () => {
  test.each([
    ['empty, as after a power cut', Buffer.alloc(0), 'it is empty'],
    ['full of zeros', Buffer.alloc(500), 'its first line is no header'],
    ['something else', Buffer.from('{"offset":7}\n'), 'its first line is no header'],
    ['one endless line', Buffer.alloc(10_000, 'x'), 'its first line is no header'],
  ])('%s', async (_, bytes, why) => {
    const folder = temporaryFolder();
    const path = join(folder, 'follow.state');
    writeFileSync(path, bytes);
    const error = await failure(folder);
    expect(error).toMatchObject({ name: 'StateError', code: 'DAMAGED' });
    expect(error.message).toBe(
      `the saved state ${path} is damaged: ${why}. To begin anew, move it away: mv ${path} ${path}.bad. ` +
        'What was learnt, what was being counted and alerts that were not yet delivered are then lost; ' +
        'what the evidence still holds is read again, and its findings keep their ids',
    );
    expect(readFileSync(path)).toEqual(bytes);
  });

  test('half of it', async () => {
    const folder = await saved('x'.repeat(100));
    truncateSync(join(folder, 'follow.state'), 250);
    expect((await failure(folder)).message).toMatch(/is damaged: it has \d+ bytes and should have 102/);
  });

  test.each([
    ['small', 'some text'],
    ['compressed', large],
  ])('one bit of what is %s', async (_, value) => {
    const folder = await saved(value);
    const path = join(folder, 'follow.state');
    const whole = readFileSync(path);
    await fc.assert(
      fc.asyncProperty(fc.nat(whole.length - 1), fc.nat(7), async (at, bit) => {
        const bytes = Buffer.from(whole);
        bytes.writeUInt8(bytes.readUInt8(at) ^ (1 << bit), at);
        writeFileSync(path, bytes);
        const found = await failure(folder);
        // A header whose numbers still agree says the same; nothing else may be believed.
        if (!(found instanceof Error)) expect(found).toEqual(value);
        else expect(found).toMatchObject({ name: 'StateError' });
      }),
    );
  });

  test('the state of another name', async () => {
    const folder = await saved(1);
    copyFileSync(join(folder, 'follow.state'), join(folder, 'daily.state'));
    expect((await failure(folder, 'daily')).message).toContain(
      'it holds the follow state, not the daily state',
    );
  });

  test('a path that a shell would misread is quoted in the command', async () => {
    const folder = join(temporaryFolder(), "it's $HOME");
    await (await StateRecord.open(folder, 'follow')).close();
    writeFileSync(join(folder, 'follow.state'), '');
    expect((await failure(folder)).message).toContain(String.raw`it'\''s $HOME/follow.state.bad'`);
  });
});

describe('versions', () => {
  const upgrades: Upgrades = [
    (value) => ({ offset: value, addresses: [] }),
    (value) => ({ ...(value as { offset: Json }), seen: true }),
  ];

  test('an old state is upgraded step by step, and saved in the new version', async () => {
    const folder = await saved(7, { upgrades: [] });
    const record = await StateRecord.open(folder, 'follow', { upgrades });
    const value = await record.read();
    expect(value).toEqual({ offset: 7, addresses: [], seen: true });
    await record.write(value ?? null);
    await record.close();
    expect(await readRecord(folder, 'follow', { upgrades })).toEqual(value);
    expect(readFileSync(join(folder, 'follow.state'), 'utf8')).toContain('"version":3');
  });

  test('a newer state is refused, and named with what wrote it', async () => {
    const folder = await saved(7, { upgrades, tool: '9.1.0' });
    const error = await failure(folder);
    expect(error).toMatchObject({ name: 'StateError', code: 'NEWER' });
    expect(error.message).toContain(
      'was written by openclaw-audit 9.1.0 in version 3, and this one knows 1. Run the newer openclaw-audit. To begin anew',
    );
  });

  test('an upgrade that fails is damage, not a crash', async () => {
    const folder = await saved(7);
    const broken = () => {
      throw new TypeError('no rows');
    };
    await expect(readRecord(folder, 'follow', { upgrades: [broken] })).rejects.toMatchObject({
      code: 'DAMAGED',
      message: expect.stringContaining('is damaged: no rows.'),
    });
  });

  test('what version 1 wrote is read for ever', async () => {
    expect(await readRecord('test/fixtures/state', 'follow')).toEqual({
      offset: 4711,
      seen: ['203.0.113.9'],
    });
    expect(await readRecord('test/fixtures/state/large', 'follow')).toEqual({
      rows: Array.from({ length: 12_000 }, (_, index) => `agent:main:${index}`),
    });
  });
});
