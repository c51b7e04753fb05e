import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Json } from '../../src/model/json.ts';
import { changeTo, valueBefore } from '../../src/state/learned/change.ts';

const values = fc.jsonValue({ maxDepth: 4 }) as fc.Arbitrary<Json>;
const counts = fc.dictionary(fc.constantFrom('a', 'b', 'c', '__proto__', 'e'), fc.float({ noNaN: true }));
const lists = fc.array(fc.constantFrom<Json>('one', 'two', { three: 3 }, null), { maxLength: 6 });

describe('a change', () => {
  test.each([
    ['any values', values],
    ['tables of counts', counts],
    ['lists', lists],
    ['lists of numbers', fc.array(fc.integer(), { maxLength: 5 })],
  ] as [string, fc.Arbitrary<Json>][])('gives back what was before, in its order: %s', (_, some) => {
    const read = (value: Json): Json => JSON.parse(JSON.stringify(value)) as Json;
    fc.assert(
      fc.property(some, some, (one, other) => {
        const [earlier, later] = [read(one), read(other)];
        const change = read(changeTo(earlier, later));
        expect(JSON.stringify(valueBefore(later, change))).toBe(JSON.stringify(earlier));
      }),
    );
  });

  test('of what grew is short', () => {
    expect(
      changeTo({ runs: 3, odd: null, tools: { read: 3 } }, { runs: 4, odd: null, tools: { read: 3 } }),
    ).toEqual([1]);
    expect(changeTo({ runs: 3, tools: { read: 3 } }, { runs: 4, tools: { read: 4, exec: 1 } })).toEqual([
      1,
      [1, null],
    ]);
    expect(changeTo({ a: 1, b: 1, c: 2 }, { a: 1, c: 3, d: 1 })).toEqual({
      lost: [[1, 'b', 1]],
      parts: [0, 1, null],
    });
    expect(changeTo(['a', 'b', 'c'], ['b', 'c', 'd'])).toEqual({ first: ['a'], kept: 2 });
    expect(changeTo(['a', { b: 1 }], ['a', { b: 1 }])).toBe(0);
  });

  test.each<[Json, Json]>([
    [7, [1]],
    ['text', 3],
    [
      [1, 2],
      [0, 0, 0],
    ],
    [{ a: 1 }, [0, 1]],
    [{ a: 'text' }, [4]],
    [['a'], { first: ['b'], kept: 2 }],
    [{ a: 1 }, { first: [], kept: 0 }],
    [{ a: 1 }, { lost: [[0, 'b']] }],
    [{ a: 1 }, { lost: [7] }],
    [{ a: 1 }, 'less'],
  ])('that fits nothing is refused: %j before %j', (later, change) => {
    expect(() => valueBefore(later, change)).toThrow('it holds a change that fits nothing');
  });
});
