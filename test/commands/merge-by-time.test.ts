import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type EventStream, mergeByTime } from '../../src/commands/merge-by-time.ts';
import type { AuditEvent } from '../../src/model/event.ts';
import { event } from '../support/event.ts';

/** A source whose events come in batches of at most three. */
function streamOf(times: readonly number[]): EventStream {
  const left = times.map((time) => event('gatewayState', { time, state: 'ready' }));
  let batch: AuditEvent[] = [];
  return {
    get head() {
      return batch[0];
    },
    take: () => batch.shift(),
    refill: async () => {
      batch = left.splice(0, 3);
      return batch.length > 0;
    },
  };
}

test('streams that are each in order are merged in order, nothing lost', async () => {
  const sorted = fc.array(fc.nat(1000), { maxLength: 20 }).map((times) => times.sort((a, b) => a - b));
  await fc.assert(
    fc.asyncProperty(fc.array(sorted, { maxLength: 6 }), async (sources) => {
      const seen: number[] = [];
      await mergeByTime(sources.map(streamOf), ({ time }) => seen.push(time));
      expect(seen).toEqual(sources.flat().sort((a, b) => a - b));
    }),
  );
});

test('at the same time the order of the streams decides', async () => {
  const seen: number[] = [];
  const streams = [[1, 5], [5], [5, 6]].map(streamOf);
  const takenFrom = streams.map((stream, index) => ({
    refill: () => stream.refill(),
    get head() {
      return stream.head;
    },
    take() {
      seen.push(index);
      return stream.take();
    },
  }));
  await mergeByTime(takenFrom, () => {});
  expect(seen).toEqual([0, 0, 1, 2, 2]);
});
