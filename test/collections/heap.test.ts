import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Heap } from '../../src/collections/heap.ts';

test('a heap gives what was put into it, the smallest first', () => {
  fc.assert(
    fc.property(fc.array(fc.integer()), (numbers) => {
      const heap = new Heap<number>((a, b) => a < b);
      for (const number of numbers) heap.push(number);
      const sorted: number[] = [];
      for (let first = heap.pop(); first !== undefined; first = heap.pop()) sorted.push(first);
      expect(sorted).toEqual(numbers.toSorted((a, b) => a - b));
    }),
  );
});
