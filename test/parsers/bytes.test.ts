import fc from 'fast-check';
import { expect, test } from 'vitest';
import { asciiOf, textOf } from '../../src/parsers/bytes.ts';

function line(bytes: Uint8Array) {
  return { bytes, name: 'x', line: 1, offset: 0, length: bytes.length, terminated: true };
}

test('keeps two names apart that differ in a byte that is no UTF-8', () => {
  const first = textOf(line(Buffer.from([0x75, 0xff])));
  const second = textOf(line(Buffer.from([0x75, 0xfe])));
  expect(first).not.toBe(second);
});

test('reads all that is UTF-8 as it is, also the replacement character itself', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (text) => {
      expect(textOf(line(Buffer.from(`${text}\ufffd`)))).toBe(`${text}\ufffd`);
    }),
  );
});

test('two lines of different bytes never read the same', () => {
  const bytes = fc.uint8Array({ maxLength: 12 });
  fc.assert(
    fc.property(bytes, bytes, (one, two) => {
      fc.pre(Buffer.compare(one, two) !== 0);
      expect(textOf(line(one))).not.toBe(textOf(line(two)));
    }),
    { numRuns: 1000 },
  );
});

test('looks at a line inside a chunk, not beyond it', () => {
  const chunk = Buffer.from('one\ntwo\nthree');
  expect(asciiOf(line(chunk.subarray(4, 7)), 0, 100)).toBe('two');
  expect(textOf(line(chunk.subarray(4, 7)))).toBe('two');
});
