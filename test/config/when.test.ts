import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseMoment, parseWhen } from '../../src/config/when.ts';

const now = new Date(2026, 10, 22, 9, 30, 15).getTime();

describe('parseWhen', () => {
  test.each([
    ['24h', now - 86_400_000],
    ['90m', now - 5_400_000],
    ['7d', now - 604_800_000],
    ['2w', now - 1_209_600_000],
    ['today', new Date(2026, 10, 22).getTime()],
    ['yesterday', new Date(2026, 10, 21).getTime()],
    ['2026-11-21', new Date(2026, 10, 21).getTime()],
    [' 2026-11-21 ', new Date(2026, 10, 21).getTime()],
    ['2024-02-29', new Date(2024, 1, 29).getTime()],
    ['2026-11-21T09:15', new Date(2026, 10, 21, 9, 15).getTime()],
    ['2026-11-21 09:15:02', new Date(2026, 10, 21, 9, 15, 2).getTime()],
    ['2026-11-21T09:15:02.120Z', Date.UTC(2026, 10, 21, 9, 15, 2, 120)],
    ['2026-11-21T09:15:02.123456789Z', Date.UTC(2026, 10, 21, 9, 15, 2, 123)],
    ['2026-11-21T09:15:02+01:00', Date.UTC(2026, 10, 21, 8, 15, 2)],
    ['2026-11-21T00:15-0330', Date.UTC(2026, 10, 21, 3, 45)],
  ])('reads "%s"', (text, time) => expect(parseWhen(text, now)).toBe(time));

  test.each([
    '',
    '1',
    'tomorrow',
    'Today',
    '24',
    '2026',
    '2026-11',
    '2026-02-30',
    '2025-02-29',
    '2026-13-01',
    '2026-00-10',
    '2026-11-00',
    '2026-11-21T24:00',
    '2026-11-21T09:60',
    '2026-11-21T09:15:60Z',
    '2026-11-21T09:15:02+15:00',
    '2026-11-21Z',
    'foo 2026',
    '1969-12-31',
  ])('refuses "%s"', (text) => expect(parseWhen(text, now)).toBeUndefined());

  test('reads back every ISO time', () => {
    const time = fc.integer({ min: 0, max: 253_402_300_799_999 });
    fc.assert(
      fc.property(time, (at) => {
        expect(parseMoment(new Date(at).toISOString())).toBe(at);
      }),
    );
  });
});
