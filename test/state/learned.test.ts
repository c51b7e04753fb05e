import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Learned, nothingLearned } from '../../src/state/learned/learned.ts';
import { LearnedRecord, peekLearned } from '../../src/state/learned/learned-record.ts';
import { thinned, versionBefore } from '../../src/state/learned/versions.ts';
import { encodeRecord } from '../../src/state/record-format.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { diskThatDies } from './failing-disk.ts';

const day = 86_400_000;
const one: Learned = {
  ...nothingLearned,
  books: [
    {
      ...{ detector: 'unusual-tool-use', gateway: 'home', options: '', since: 1 },
      mark: { time: 7, names: ['a'] },
      habits: [{ memory: 'runs', key: 'home\nmain', versions: [{ until: 7, value: { runs: 1 } }] }],
    },
  ],
};
const two: Learned = { ...one, imports: ['an export'] };

describe('the learned state', () => {
  test('is nothing at first, then what was written', async () => {
    const folder = temporaryFolder();
    expect(await peekLearned(folder)).toEqual(nothingLearned);
    const record = await LearnedRecord.open(folder);
    await record.write(one);
    await record.close();
    expect(await peekLearned(folder)).toEqual(one);
  });

  test('is the old one or the new one, whole, whenever a write dies', async () => {
    for (let steps = 0; steps < 12; steps++) {
      const folder = temporaryFolder();
      const disk = diskThatDies();
      const record = await LearnedRecord.open(folder, { disk });
      await record.write(one);
      disk.dieIn(steps);
      await record.write(two).catch(() => {});
      await disk.loseUnsynced(0.5);
      expect([one, two]).toContainEqual(await peekLearned(folder));
    }
  });

  test('is for one run at a time', async () => {
    const folder = temporaryFolder();
    const record = await LearnedRecord.open(folder);
    await expect(LearnedRecord.open(folder)).rejects.toMatchObject({ code: 'LOCKED' });
    await record.close();
    await (await LearnedRecord.open(folder)).close();
  });

  test('that is damaged is refused, with the way out', async () => {
    const folder = temporaryFolder();
    const record = await LearnedRecord.open(folder);
    await record.write(one);
    await record.close();
    const path = join(folder, 'learned.state');
    writeFileSync(path, readFileSync(path, 'utf8').replace('"runs":1', '"runs":2'));
    await expect(LearnedRecord.open(folder)).rejects.toMatchObject({ code: 'DAMAGED' });
    await expect(peekLearned(folder)).rejects.toThrow(
      /its checksum is wrong\. To begin anew, move it away: mv /,
    );
  });

  test('of version 1, which kept each version of a habit whole, is read as it was', async () => {
    const folder = temporaryFolder();
    const path = join(folder, 'learned.state');
    const old = readFileSync('test/fixtures/state/learned-1.state');
    writeFileSync(path, old);
    const record = await LearnedRecord.open(folder);
    expect(record.learned).toEqual(JSON.parse(old.toString().split('\n')[1] ?? ''));
    await record.write(record.learned);
    await record.close();
    expect(await peekLearned(folder)).toEqual(record.learned);
    expect(statSync(path).size).toBeLessThan(old.length / 2);
  });

  test('of which a part does not fit the others is refused', async () => {
    const folder = temporaryFolder();
    const habit = { memory: 'runs', key: 'home\nmain', moments: [0, 1], value: { runs: 1 }, changes: [[1]] };
    const write = async (broken: object) => {
      const books = [{ ...one.books[0], moments: [5, 7], habits: [{ ...habit, ...broken }] }];
      const text = JSON.stringify({ ...nothingLearned, books });
      const record = await encodeRecord(text, { name: 'learned', version: 2 });
      writeFileSync(join(folder, 'learned.state'), record);
    };
    await write({});
    expect((await peekLearned(folder)).books[0]?.habits[0]?.versions).toEqual([
      { until: 5, value: { runs: 0 } },
      { until: 7, value: { runs: 1 } },
    ]);
    for (const broken of [
      { changes: [[1, 1]] },
      { changes: [] },
      { moments: [0, 2] },
      { moments: [-1, 0] },
    ]) {
      await write(broken);
      await expect(peekLearned(folder)).rejects.toThrow(/damaged.* To begin anew, move it away/);
    }
  });

  test('of a newer version, or that is something else, is refused', async () => {
    const folder = temporaryFolder();
    const path = join(folder, 'learned.state');
    writeFileSync(path, await encodeRecord('{}', { name: 'learned', version: 99, tool: '9.9.9' }));
    await expect(peekLearned(folder)).rejects.toMatchObject({ code: 'NEWER' });
    writeFileSync(path, await encodeRecord('{"books":7}', { name: 'learned', version: 1 }));
    await expect(peekLearned(folder)).rejects.toThrow('it is whole, but no learned state');
  });
});

describe('versions of a habit', () => {
  const versionsAt = (times: readonly number[]) => times.map((until) => ({ until, value: until }));
  const times = fc
    .uniqueArray(fc.nat({ max: 80 * day }), { minLength: 1, maxLength: 300 })
    .map((all) => all.sort((a, b) => a - b));

  test('what it was before a time does not know of that time', () => {
    const versions = versionsAt([1, 5, 9]);
    expect([1, 2, 5, 6, 100].map((time) => versionBefore(versions, time))).toEqual([undefined, 1, 1, 5, 9]);
  });

  test('are few, and the newest and the one that evidence begins with are among them', () =>
    fc.assert(
      fc.property(times, fc.nat({ max: 80 * day }), (all, begin) => {
        const kept = thinned(versionsAt(all), begin);
        expect(kept.length).toBeLessThanOrEqual(19);
        expect(kept.at(-1)).toEqual(versionsAt(all).at(-1));
        expect(versionBefore(kept, begin)).toBe(versionBefore(versionsAt(all), begin));
      }),
    ));

  test('of the last nine days, the last of each day is kept', () =>
    fc.assert(
      fc.property(times, (all) => {
        const newest = Math.floor((all.at(-1) ?? 0) / day);
        const kept = thinned(versionsAt(all), 0).map(({ until }) => until);
        for (const date of Array.from({ length: 9 }, (_, age) => newest - age)) {
          const last = all.filter((time) => Math.floor(time / day) === date).at(-1);
          if (last !== undefined) expect(kept).toContain(last);
        }
      }),
    ));
});
