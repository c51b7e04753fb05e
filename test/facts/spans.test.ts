import fc from 'fast-check';
import { expect, test } from 'vitest';
import { joinSpans, lengthOfSpans, type TimeSpan, withinSpan, withoutSpans } from '../../src/facts/spans.ts';

const span = fc
  .tuple(fc.nat(50), fc.nat(20))
  .map(([from, length]): TimeSpan => ({ from, to: from + length }));
const spans = fc.array(span, { maxLength: 8 });

/** The whole numbers that lie in the spans. */
const inside = (all: readonly TimeSpan[]) =>
  new Set(all.flatMap(({ from, to }) => Array.from({ length: to - from }, (_, index) => from + index)));

test('joined spans cover the same, in order and apart from each other', () => {
  fc.assert(
    fc.property(spans, (all) => {
      const joined = joinSpans(all);
      expect(inside(joined)).toEqual(new Set([...inside(all)].sort((a, b) => a - b)));
      for (const [index, { from }] of joined.entries())
        expect(from).toBeGreaterThan(joined[index - 1]?.to ?? -1);
      expect(lengthOfSpans(joined)).toBe(inside(all).size);
    }),
  );
});

test('what is left without the holes is what lies in none of them', () => {
  fc.assert(
    fc.property(spans, spans, (all, holes) => {
      const left = [...inside(all)].filter((time) => !inside(holes).has(time));
      expect(inside(withoutSpans(all, holes))).toEqual(new Set(left));
    }),
  );
});

test('what lies within a span is cut at its ends', () => {
  expect(
    withinSpan(
      [
        { from: 0, to: 5 },
        { from: 8, to: 20 },
      ],
      { from: 3, to: 10 },
    ),
  ).toEqual([
    { from: 3, to: 5 },
    { from: 8, to: 10 },
  ]);
});
