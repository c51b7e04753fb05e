import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { boundJson } from '../../src/facts/bound-json.ts';

describe('boundJson', () => {
  const bounds = { depth: 2, entries: 2, text: 3 };

  test('marks what it leaves out', () => {
    expect(boundJson({ a: 'four', b: [1, 2, 3], c: 1 }, bounds)).toEqual({
      a: 'fou…',
      b: [1, 2, '…'],
      '…': '…',
    });
    expect(boundJson([[['deep']]], bounds)).toEqual([['…']]);
  });

  test('keeps __proto__ as a key like any other', () => {
    const bounded = boundJson(JSON.parse('{"__proto__":{"admin":true}}'), { depth: 9, entries: 9, text: 99 });
    expect(JSON.stringify(bounded)).toBe('{"__proto__":{"admin":true}}');
    expect(Object.getPrototypeOf(bounded)).toBe(Object.prototype);
  });

  test('copies what is within the bounds', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 4 }), (value) => {
        const text = JSON.stringify(value);
        const large = { depth: 10, entries: 1000, text: 10_000 };
        expect(JSON.stringify(boundJson(JSON.parse(text), large))).toBe(text);
      }),
    );
  });
});
