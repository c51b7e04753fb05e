import fc from 'fast-check';
import { expect, test } from 'vitest';
import { TallyTable } from '../../../src/commands/daily/tally-table.ts';

const fingerprint = fc.oneof(fc.integer({ min: 0, max: 50 }), fc.maxSafeNat());

test('counts as a map does', () => {
  const sets = fc.array(fc.tuple(fingerprint, fc.nat(9)), { maxLength: 3000 });
  fc.assert(
    fc.property(sets, (pairs) => {
      const table = new TallyTable();
      const map = new Map<number, number>();
      for (const [key, count] of pairs) {
        table.set(key, count);
        map.set(key, count);
      }
      expect(table.size).toBe(map.size);
      for (const [key, count] of map) expect(table.get(key)).toBe(count);
      expect(table.get(2 ** 52 + 1)).toBe(map.get(2 ** 52 + 1));
    }),
    { numRuns: 30 },
  );
});

test('holds a hundred thousand', () => {
  const table = new TallyTable();
  for (let key = 0; key < 100_000; key++) table.set(key * 45_035_996_273, key % 7);
  expect(table.size).toBe(100_000);
  expect(table.get(99_999 * 45_035_996_273)).toBe(99_999 % 7);
  expect(table.get(1)).toBeUndefined();
});
