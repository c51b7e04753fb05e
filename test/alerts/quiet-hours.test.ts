import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { quietClock } from '../../src/alerts/quiet-hours.ts';
import { hour, minute } from './alert-room.ts';

const night = { from: 22 * 60, to: 7 * 60, timeZone: 'Europe/Berlin', except: 'critical' } as const;
const iso = (time: number | undefined) => time && new Date(time).toISOString();

describe('quietClock', () => {
  test.each([
    ['2026-11-22T20:59:59Z', undefined],
    ['2026-11-22T21:00:00Z', '2026-11-23T06:00:00.000Z'],
    ['2026-11-23T05:59:59Z', '2026-11-23T06:00:00.000Z'],
    ['2026-11-23T06:00:00Z', undefined],
    // The night in which the clock is put forward, and the one in which it is put back.
    ['2026-03-28T22:00:00Z', '2026-03-29T05:00:00.000Z'],
    ['2026-10-24T21:00:00Z', '2026-10-25T06:00:00.000Z'],
  ])('at %s is quiet until %s', (now, end) => {
    expect(iso(quietClock(night)(Date.parse(now)))).toBe(end);
  });

  test('knows hours of one day, and none', () => {
    const lunch = quietClock({ from: 12 * 60, to: 13 * 60 + 30, timeZone: 'UTC', except: 'high' });
    expect(iso(lunch(Date.parse('2026-11-22T12:10:30Z')))).toBe('2026-11-22T13:30:00.000Z');
    expect(lunch(Date.parse('2026-11-22T13:30:00Z'))).toBeUndefined();
    expect(quietClock(undefined)(0)).toBeUndefined();
  });

  test('ends within a day and an hour, and is over then, in every zone', () => {
    const zones = ['UTC', 'Europe/Berlin', 'America/New_York', 'Asia/Kathmandu', 'Australia/Lord_Howe'];
    const time = fc.integer({ min: Date.parse('2026-01-01'), max: Date.parse('2028-01-01') });
    const minutes = fc.integer({ min: 0, max: 1439 });
    fc.assert(
      fc.property(time, minutes, minutes, fc.constantFrom(...zones), (now, from, to, timeZone) => {
        fc.pre(Math.abs(from - to) > 120);
        const clock = quietClock({ from, to, timeZone, except: 'critical' });
        const end = clock(now);
        if (end === undefined) return;
        expect(end).toBeGreaterThan(now);
        expect(end - now).toBeLessThanOrEqual(25 * hour);
        // A time of the day that the clock skips comes a little later.
        expect([end, end + 30 * minute, end + hour].some((later) => clock(later) === undefined)).toBe(true);
      }),
    );
  });
});
