import fc from 'fast-check';
import { expect, test } from 'vitest';
import { NewestLast } from '../../src/commands/follow/newest-last.ts';
import { mergeByTime } from '../../src/commands/merge-by-time.ts';
import type { AuditEvent } from '../../src/model/event.ts';

const at = (time: number) => ({ time }) as AuditEvent;

function listener(saved?: readonly AuditEvent[]) {
  const heard: number[] = [];
  const newest = new NewestLast(({ time }) => heard.push(time), saved);
  const look = async (times: readonly number[], alone = false) => {
    const waited = newest.begin(alone);
    const events: AuditEvent[] = [];
    await mergeByTime([waited], (event) => events.push(event));
    for (const event of [...events, ...times.map(at)].sort((a, b) => a.time - b.time)) newest.offer(event);
  };
  return { heard, newest, look };
}

test('what is newest waits for the next look, and takes its place among what came late', async () => {
  const { heard, look } = listener();
  await look([10, 30]);
  await look([20, 40]);
  expect(heard).toEqual([10, 20, 30]);
});

test('a look that finds nothing lets go of all', async () => {
  const { heard, look } = listener();
  await look([10, 30]);
  await look([], true);
  expect(heard).toEqual([10, 30]);
});

test('of a long history only the last minute waits', async () => {
  const { heard, newest, look } = listener();
  await look(Array.from({ length: 5_000 }, (_, index) => index * 1_000));
  expect(heard).toHaveLength(4_939);
  expect(newest.save()).toHaveLength(61);
});

test('what a slower source may still tell of is held, but not what claims to be later than now', async () => {
  const heard: number[] = [];
  const newest = new NewestLast(({ time }) => heard.push(time));
  newest.begin(true, { after: 20, now: 40 });
  for (const time of [10, 30, 50]) newest.offer(at(time));
  expect(heard).toEqual([10, 50]);
  expect(newest.save()).toEqual([at(30)]);
});

test('what waits is told after a restart', async () => {
  const before = listener();
  await before.look([10, 30]);
  const after = listener(JSON.parse(JSON.stringify(before.newest.save())));
  await after.look([], true);
  expect([...before.heard, ...after.heard]).toEqual([10, 30]);
});

test('nothing is lost or told twice, and what is at most one look late is in order', async () => {
  const looks = fc.array(fc.array(fc.integer({ min: 0, max: 50 }), { maxLength: 5 }), { maxLength: 8 });
  await fc.assert(
    fc.asyncProperty(looks, async (all) => {
      const { heard, look } = listener();
      // Each look sees a moment of its own, and what it overlooked of the one before.
      const times = all.map((offsets, index) => offsets.map((offset) => index * 50 + offset - 50));
      for (const seen of times) await look(seen);
      await look([], true);
      expect(heard).toEqual([...times.flat()].sort((a, b) => a - b));
    }),
  );
});
