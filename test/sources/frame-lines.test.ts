import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Line } from '../../src/model/source.ts';
import { type FramePosition, LineFramer } from '../../src/sources/frame-lines.ts';
import { textOf } from './temporary-folder.ts';

const byteOrderMark = Buffer.from([0xef, 0xbb, 0xbf]);

// Mostly the bytes that framing could stumble over.
const someBytes = fc
  .array(
    fc.oneof(fc.constantFrom(0x0a, 0x0a, 0x0d, 0x00, 0xef, 0xbb, 0xbf), fc.integer({ min: 0, max: 255 })),
    {
      maxLength: 200,
    },
  )
  .map((bytes) => Buffer.from(bytes));
const someCuts = fc.array(fc.nat({ max: 200 }), { maxLength: 20 });

test('gives the same lines however the bytes are cut into chunks', () => {
  fc.assert(
    fc.property(someBytes, someCuts, fc.constantFrom(1, 5, 1000), (bytes, cuts, limit) => {
      expect(frame(chunksOf(bytes, cuts), limit)).toEqual(frame([bytes], limit));
    }),
  );
});

test('gives an offset that points at the first byte of its line', () => {
  fc.assert(
    fc.property(someBytes, someCuts, (bytes, cuts) => {
      for (const line of frame(chunksOf(bytes, cuts))) {
        const { offset } = line;
        expect(bytes.subarray(offset, offset + line.bytes.length).equals(line.bytes)).toBe(true);
        expect(offset === 0 || bytes[offset - 1] === 0x0a || offset === 3).toBe(true);
      }
    }),
  );
});

test('loses no byte: lines, carriage returns and newlines rebuild the input', () => {
  fc.assert(
    fc.property(someBytes, someCuts, (bytes, cuts) => {
      const rebuilt = frame(chunksOf(bytes, cuts)).flatMap(({ bytes, length, terminated }) => [
        bytes,
        Buffer.from(length > bytes.length ? '\r' : ''),
        Buffer.from(terminated ? '\n' : ''),
      ]);
      const mark = bytes.subarray(0, 3).equals(byteOrderMark) ? byteOrderMark : Buffer.alloc(0);
      expect(Buffer.concat([mark, ...rebuilt]).equals(bytes)).toBe(true);
    }),
  );
});

test('goes on from the position of an earlier run as if it had never stopped', () => {
  fc.assert(
    fc.property(someBytes, fc.nat({ max: 200 }), (bytes, stop) => {
      const before = new LineFramer({ name: 'x' });
      const early = before.push(bytes.subarray(0, stop));
      const start: FramePosition = JSON.parse(JSON.stringify(before.position));
      const after = new LineFramer({ name: 'x', start });
      const late = [...after.push(bytes.subarray(start.offset)), ...after.end()];
      expect([...early, ...late].map(copyOf)).toEqual(frame([bytes]));
    }),
  );
});

test('strips a carriage return also when it ends one chunk and the newline starts the next', () => {
  const lines = frame([Buffer.from('one\r'), Buffer.from('\ntwo\r\n')]);
  expect(lines).toMatchObject([
    { bytes: Buffer.from('one'), offset: 0, length: 4, cut: false },
    { bytes: Buffer.from('two'), offset: 5, length: 4, cut: false },
  ]);
});

test('keeps a lone carriage return inside a line', () => {
  expect(frame([Buffer.from('a\rb\n')]).map(textOf)).toEqual(['a\rb']);
});

test('keeps the offset of a line after an emoji split across chunks', () => {
  const bytes = Buffer.from('{"a":"🦞"}\nnext\n');
  const [first, second] = frame(chunksOf(bytes, [8]));
  expect(first && textOf(first)).toBe('{"a":"🦞"}');
  expect(second?.offset).toBe(13);
});

test('takes U+2028, U+2029, U+0085, VT and FF inside a string for text, not for an end of line', () => {
  const text = '{"a":"x\u2028y\u2029z\u0085\v\f"}';
  expect(frame([Buffer.from(`${text}\n`)]).map(textOf)).toEqual([text]);
});

test('keeps NUL bytes, as a crash leaves them in a file', () => {
  expect(frame([Buffer.from('\0\0\0{"a":1}\n')]).map(textOf)).toEqual(['\0\0\0{"a":1}']);
});

test('skips a byte order mark at the start and nowhere else', () => {
  const bytes = Buffer.concat([byteOrderMark, Buffer.from('one\n'), byteOrderMark, Buffer.from('two\n')]);
  const lines = frame(chunksOf(bytes, [1, 2, 9]));
  expect(lines.map(textOf)).toEqual(['one', '\ufefftwo']);
  expect(lines.map(({ offset }) => offset)).toEqual([3, 7]);
});

test('finds no line in a file of a byte order mark alone', () => {
  expect(frame([byteOrderMark])).toEqual([]);
});

test('marks the last line when no newline ends it', () => {
  expect(frame([Buffer.from('one\ntwo')]).map(({ terminated }) => terminated)).toEqual([true, false]);
});

test('keeps the start of a line beyond the limit, says its true length, and reads the next', () => {
  const lines = frame([Buffer.from('0123456789'), Buffer.from('0123456789\r\nnext\n')], 8);
  expect(lines).toMatchObject([
    { bytes: Buffer.from('01234567'), length: 21, cut: true },
    { bytes: Buffer.from('next'), length: 4, cut: false, line: 2, offset: 22 },
  ]);
});

test('holds no more than the limit of a line of 120 MB', () => {
  const framer = new LineFramer({ name: 'x', limit: 1024 * 1024 });
  const chunk = Buffer.alloc(1024 * 1024, 'x');
  const before = process.memoryUsage().arrayBuffers;
  for (let i = 0; i < 120; i++) expect(framer.push(chunk)).toEqual([]);
  expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(16 * 1024 * 1024);
  const [giant, next] = framer.push(Buffer.from('\nnext\n'));
  expect(giant).toMatchObject({ length: 120 * 1024 * 1024, cut: true });
  expect(giant?.bytes.length).toBe(1024 * 1024);
  expect(next && textOf(next)).toBe('next');
});

function frame(chunks: readonly Uint8Array[], limit = 1000): Line[] {
  const framer = new LineFramer({ name: 'x', limit });
  return [...chunks.flatMap((chunk) => framer.push(chunk)), ...framer.end()].map(copyOf);
}

function copyOf(line: Line): Line {
  return { ...line, bytes: Buffer.from(line.bytes) };
}

function chunksOf(bytes: Buffer, cuts: readonly number[]): Buffer[] {
  const edges = [0, ...[...cuts].sort((a, b) => a - b), bytes.length];
  return edges.slice(1).map((edge, index) => Buffer.from(bytes.subarray(edges[index], edge)));
}
