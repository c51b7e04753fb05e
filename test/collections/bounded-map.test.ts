import { expect, test } from 'vitest';
import { BoundedMap } from '../../src/collections/bounded-map.ts';

test('a bounded map keeps the half of its room that was written last', () => {
  const map = new BoundedMap<number>({ max: 100 });
  for (let key = 0; key < 1_000; key++) map.set(`k${key}`, key);
  expect(map.size).toBeLessThanOrEqual(101);
  expect(map.get('k999')).toBe(999);
  expect(map.get('k951')).toBe(951);
  expect(map.get('k0')).toBeUndefined();
  expect(map.evicted).toBeGreaterThan(800);
});

test('forgetting what is older than the horizon is no loss', () => {
  const map = new BoundedMap<number>({ max: 10, horizon: 1_000 });
  for (let key = 0; key < 100; key++) map.set(`k${key}`, key, key * 1_000);
  expect(map.evicted).toBe(0);
});

test('keys that are names of object properties are keys like others', () => {
  const map = new BoundedMap<number>({ max: 10 });
  expect(map.get('__proto__')).toBeUndefined();
  map.set('__proto__', 1);
  map.set('constructor', 2);
  expect([map.get('__proto__'), map.get('constructor'), map.get('toString')]).toEqual([1, 2, undefined]);
});
