import { expect, test } from 'vitest';
import { Distinct } from '../../src/collections/distinct.ts';

test('distinct values are counted beyond the hundred that are kept by name', () => {
  const distinct = new Distinct();
  for (let value = 0; value < 5_000; value++) distinct.add(`203.0.113.${value % 2_500}`);
  expect(distinct.size).toBe(2_500);
  expect(distinct.values).toHaveLength(100);
  expect(new Distinct(JSON.parse(JSON.stringify(distinct.save()))).size).toBe(2_500);
});
