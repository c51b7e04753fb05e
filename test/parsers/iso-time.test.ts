import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isoTime } from '../../src/parsers/iso-time.ts';

const moments = fc.date({ min: new Date('1000-01-01'), max: new Date('9999-01-01'), noInvalidDate: true });

test('reads what a Date prints', () => {
  fc.assert(
    fc.property(moments, (date) => {
      expect(isoTime(date.toISOString())).toBe(date.getTime());
    }),
  );
});

test('reads a local time by its offset', () => {
  const zones = fc.integer({ min: -14 * 60, max: 14 * 60 });
  fc.assert(
    fc.property(moments, zones, (date, minutes) => {
      const local = new Date(date.getTime() + minutes * 60_000).toISOString().slice(0, -1);
      const size = Math.abs(minutes);
      const zone = `${minutes < 0 ? '-' : '+'}${String(Math.floor(size / 60)).padStart(2, '0')}:${String(size % 60).padStart(2, '0')}`;
      expect(isoTime(local + zone)).toBe(date.getTime());
    }),
  );
});

test.each([
  ['2026-11-22T14:07:32Z', '2026-11-22T14:07:32.000Z'],
  ['2026-11-22T14:07:32.123456789Z', '2026-11-22T14:07:32.123Z'],
  ['2026-11-22T14:07:32.5+0100', '2026-11-22T13:07:32.500Z'],
  ['2026-11-22 14:07:32,250Z', '2026-11-22T14:07:32.250Z'],
])('reads %s', (text, same) => {
  expect(isoTime(text)).toBe(Date.parse(same));
});

test.each([
  '2026-02-30T00:00:00.000Z',
  '2026-13-01T00:00:00.000Z',
  '2026-11-22T24:00:00.000Z',
  '2026-11-22T14:60:00.000Z',
  '2026-11-22T14:07:60.000Z',
  '2026-11-22T14:07:32.855',
  '2026-11-22',
  '1',
  'foo 2026',
  '+275760-09-13T00:00:00.000Z',
  '2026-11-22T14:07:32.855+99:00',
  '',
])('knows that %j names no moment', (text) => {
  expect(isoTime(text)).toBeUndefined();
});

test('never throws', () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      isoTime(text);
    }),
  );
});
