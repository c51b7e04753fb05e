import { expect, it } from 'vitest';
import { auroc, meanOf, resampled, share } from '../../bench/quality/statistics.ts';

it.each([
  [81, 263, 0.2553, 0.3662],
  [15, 148, 0.0624, 0.1605],
  [0, 20, 0, 0.1611],
  [1, 29, 0.0061, 0.1718],
])('the interval of %i in %i is that of Newcombe (1998)', (hits, all, low, high) => {
  expect(share(hits, all).low).toBeCloseTo(low, 4);
  expect(share(hits, all).high).toBeCloseTo(high, 4);
});

it('ranks attacks above benign runs; ties count half, and what was not told is lowest', () => {
  expect(auroc([3, 2, 2], [1, 2, 0])).toBeCloseTo(8 / 9);
  expect(auroc([1], [1])).toBe(0.5);
  expect(auroc([Number.NEGATIVE_INFINITY, 5], [Number.NEGATIVE_INFINITY, Number.NEGATIVE_INFINITY])).toBe(
    0.75,
  );
});

it('a mean leaves out what is unknown, and is surer than its parts', () => {
  const part = share(50, 100);
  const mean = meanOf([part, part, share(0, 0)]);
  expect(mean.value).toBe(0.5);
  expect(mean.high - mean.low).toBeLessThan(part.high - part.low);
});

it('draws the same samples in every run', () => {
  const groups = [[1, 2], [3], [4, 5, 6]];
  const middle = (items: readonly number[]) => items.reduce((sum, item) => sum + item, 0) / items.length;
  expect(resampled(groups, middle)).toEqual(resampled(groups, middle));
  expect(resampled(groups, middle).value).toBe(3.5);
});
