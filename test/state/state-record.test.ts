import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, onTestFinished, test } from 'vitest';
import { readRecord } from '../../src/state/read-record.ts';
import { type StateOptions, StateRecord } from '../../src/state/state-record.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { diskError, diskThatDies, watchedDisk } from './failing-disk.ts';

async function opened(folder: string, options?: StateOptions): Promise<StateRecord> {
  const record = await StateRecord.open(folder, 'follow', options);
  onTestFinished(() => record.close());
  return record;
}

const large = { rows: Array.from({ length: 20_000 }, (_, index) => `203.0.113.${index % 256}`) };

describe('a state record', () => {
  test('gives back what was written, also to a later run', async () => {
    const folder = join(temporaryFolder(), 'made', 'when missing');
    const first = await opened(folder);
    expect(await first.read()).toBeUndefined();
    await first.write({ offset: 7, text: 'ünï\u2028cødé' });
    expect(await first.read()).toEqual({ offset: 7, text: 'ünï\u2028cødé' });
    await first.close();
    expect(await (await opened(folder)).read()).toEqual({ offset: 7, text: 'ünï\u2028cødé' });
  });

  test('is for this user alone', async () => {
    const folder = join(temporaryFolder(), 'state');
    await (await opened(folder)).write(1);
    const modes = ['', 'follow.state', 'follow.lock'].map(
      (name) => statSync(join(folder, name)).mode & 0o777,
    );
    expect(modes).toEqual([0o700, 0o600, 0o600]);
  });

  test('leaves one file when it is closed, and no other name is touched', async () => {
    const folder = temporaryFolder();
    const record = await opened(folder);
    await record.write({ a: 1 });
    await record.write({ a: 2 });
    await record.close();
    await record.close();
    expect(readdirSync(folder)).toEqual(['follow.state']);
    expect(await readRecord(folder, 'daily')).toBeUndefined();
  });

  test('says in its first line what it is', async () => {
    const folder = temporaryFolder();
    await (await opened(folder, { tool: '1.2.3' })).write([]);
    const [header = '', body] = readFileSync(join(folder, 'follow.state'), 'utf8').split('\n');
    expect(body).toBe('[]');
    expect(JSON.parse(header)).toMatchObject({
      format: 'openclaw-audit/state',
      name: 'follow',
      version: 1,
      tool: '1.2.3',
      bytes: 2,
    });
  });

  test('is compressed when it is large', async () => {
    const folder = temporaryFolder();
    const record = await opened(folder);
    await record.write(large);
    expect(await record.read()).toEqual(large);
    expect(statSync(join(folder, 'follow.state')).size).toBeLessThan(JSON.stringify(large).length / 5);
  });

  test('takes the values as they were, in order, when several are written at once', async () => {
    const folder = temporaryFolder();
    const record = await opened(folder);
    const value = { count: 0 };
    const writes = Array.from({ length: 20 }, () => {
      value.count += 1;
      return record.write(value);
    });
    value.count = -1;
    await Promise.all(writes);
    expect(await record.read()).toEqual({ count: 20 });
  });

  test('is not written by two at once', async () => {
    let writing = 0;
    const disk = watchedDisk((step) => {
      if (step === 'open file') writing += 1;
      if (step === 'rename') writing -= 1;
      expect(writing).toBeLessThan(2);
    });
    const record = await opened(temporaryFolder(), { disk });
    writing = 0;
    await Promise.all([1, 2, 3, 4, 5].map((value) => record.write(value)));
    expect(await record.read()).toBe(5);
  });

  test('waits for its last write when it closes, and takes no more', async () => {
    const folder = temporaryFolder();
    const record = await opened(folder);
    const last = record.write(large);
    await record.close();
    expect(existsSync(join(folder, 'follow.lock'))).toBe(false);
    expect(await readRecord(folder, 'follow')).toEqual(large);
    await last;
    await expect(record.write(1)).rejects.toThrow('the follow state is closed');
  });
});

describe('a disk that fails', () => {
  test.each([
    ['open file', 'EMFILE'],
    ['write', 'ENOSPC'],
    ['sync file', 'ENOSPC'],
    ['sync file', 'EIO'],
    ['close file', 'EIO'],
    ['rename', 'EROFS'],
  ])('at %s with %s leaves the record before, and says what to do', async (step, code) => {
    const folder = temporaryFolder();
    const broken = new Set<string>();
    const disk = watchedDisk((now) => {
      if (broken.has(now)) throw diskError(code);
    });
    const record = await opened(folder, { disk });
    await record.write('before');
    broken.add(step);
    const error = await record.write('after').catch((reason) => reason);
    expect(error).toMatchObject({ name: 'StateError', code: 'UNWRITABLE' });
    expect(error.message).toBe(
      `cannot write the state in ${join(folder, 'follow.state')}: ${code}: it does not work; ` +
        'make room or let this user write there, or choose another --state-dir',
    );
    expect(await readRecord(folder, 'follow')).toBe('before');
    broken.clear();
    await record.write('after');
    expect(await record.read()).toBe('after');
    expect(readdirSync(folder).sort()).toEqual(['follow.lock', 'follow.state']);
  });

  test('that cannot sync its folders is bound to say so, unless folders there know no such thing', async () => {
    const folder = temporaryFolder();
    let code = 'EIO';
    const disk = watchedDisk((step) => {
      if (step === 'sync folder') throw diskError(code);
    });
    const record = await opened(folder, { disk });
    await expect(record.write(1)).rejects.toMatchObject({ code: 'UNWRITABLE' });
    code = 'EINVAL';
    await record.write(2);
    expect(await record.read()).toBe(2);
  });

  test('where no folder can be made is named at once', async () => {
    const file = join(temporaryFolder(), 'file');
    writeFileSync(file, '');
    const error = await StateRecord.open(join(file, 'state'), 'follow').catch((reason) => reason);
    expect(error).toMatchObject({ code: 'UNWRITABLE' });
    expect(error.message).toContain(`cannot write the state in ${join(file, 'state')}: ENOTDIR`);
  });
});

test('T11: a crash or a power cut at any step leaves the value before or the new one, and the next run goes on', async () => {
  await fc.assert(
    fc.asyncProperty(fc.nat(70), fc.double({ min: 0, max: 0.9, noNaN: true }), async (steps, share) => {
      const folder = mkdtempSync(join(tmpdir(), 'openclaw-audit-state-'));
      const disk = diskThatDies();
      const record = await StateRecord.open(folder, 'follow', { disk });
      let saved = -1;
      disk.dieIn(steps);
      try {
        for (let value = 0; value < 6; value += 1) {
          await record.write(value);
          saved = value;
        }
      } catch (error) {
        expect(error).toMatchObject({ code: 'UNWRITABLE' });
      }
      await disk.loseUnsynced(share);
      const found = (await readRecord(folder, 'follow')) ?? -1;
      expect([saved, saved + 1]).toContain(found);
      disk.dieIn(Number.POSITIVE_INFINITY);
      await record.close();
      const next = await StateRecord.open(folder, 'follow');
      await next.write('next');
      expect(await next.read()).toBe('next');
      await next.close();
      expect(readdirSync(folder)).toEqual(['follow.state']);
      rmSync(folder, { recursive: true });
    }),
    { numRuns: 60 },
  );
});
