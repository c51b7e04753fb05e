import { expect, test } from 'vitest';
import { Distinct } from '../../src/collections/distinct.ts';

test('distinct values are counted beyond the hundred that are kept by name', () => {
  const distinct = new Distinct();
  for (let value = 0; value < 5_000; value++) distinct.add(`203.0.113.${value % 2_500}`);
  expect(distinct.size).toBe(2_500);
  expect(distinct.values).toHaveLength(100);
  expect(new Distinct(JSON.parse(JSON.stringify(distinct.save()))).size).toBe(2_500);
});

test('a deleted value is counted no more, and one that is added again is counted once', () => {
  const distinct = new Distinct();
  const values = Array.from({ length: 150 }, (_, value) => `203.0.113.${value}`);
  for (const value of values) distinct.add(value);
  for (const gone of ['203.0.113.7', '203.0.113.140', 'never seen']) distinct.delete(gone);
  expect([distinct.size, distinct.has('203.0.113.7')]).toEqual([148, false]);
  for (const value of ['203.0.113.120', '203.0.113.120']) distinct.add(value);
  expect([distinct.size, distinct.has('203.0.113.120')]).toEqual([148, true]);
});
