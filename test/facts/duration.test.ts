import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { formatDuration, parseDuration } from '../../src/facts/duration.ts';
import { duration } from '../../src/facts/duration-option.ts';

describe('parseDuration', () => {
  test.each([
    ['250ms', 250],
    ['30s', 30_000],
    ['10m', 600_000],
    ['1.5h', 5_400_000],
    ['7d', 604_800_000],
    ['2w', 1_209_600_000],
    ['0s', 0],
    [' 10m ', 600_000],
  ])('reads %s', (text, ms) => expect(parseDuration(text)).toBe(ms));

  test.each([
    '',
    '10',
    'm',
    '10M',
    '-5m',
    '1h30m',
    '10 m',
    '1e3s',
    'Infinitys',
    '999999999999w',
    '1.h',
    '.5h',
  ])('refuses "%s"', (text) => expect(parseDuration(text)).toBeUndefined());

  test('reads back whole minutes that formatDuration wrote', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 59 }), (minutes) => {
        expect(parseDuration(formatDuration(minutes * 60_000))).toBe(minutes * 60_000);
      }),
    );
  });
});

test.each([
  [0, '0ms'],
  [250, '250ms'],
  [999.7, '999ms'],
  [1500, '1.5s'],
  [59_999, '59.9s'],
  [600_000, '10m'],
  [90_000, '1m 30s'],
  [5_400_000, '1h 30m'],
  [5_410_000, '1h 30m'],
  [86_400_000, '24h'],
  [172_800_000, '2d'],
  [183_600_000, '2d 3h'],
  [1_209_600_000, '14d'],
  [-600_000, '-10m'],
  [Number.NaN, '?'],
])('formatDuration writes %d as %s', (ms, text) => expect(formatDuration(ms)).toBe(text));

describe('the duration option', () => {
  test('is milliseconds once parsed', () => expect(duration.parse('10m')).toBe(600_000));

  test('takes a default as people write it', () =>
    expect(duration.prefault('2h').parse(undefined)).toBe(7_200_000));

  test('says what it takes', () => {
    const { error } = duration.safeParse('10 minutes');
    expect(error?.issues[0]?.message).toBe('expected a duration such as 30s, 10m, 24h, 7d or 2w');
  });
});
