import { expect, test } from 'vitest';
import { LiveClock } from '../../src/commands/follow/live-clock.ts';

const hour = 3_600_000;

function clockAt(now: number) {
  const wall = { now: 1_000_000 };
  return { wall, clock: new LiveClock(now, () => wall.now) };
}

test('the time of --now goes on with the clock on the wall', () => {
  const { wall, clock } = clockAt(5_000);
  wall.now += 250;
  expect(clock.now()).toBe(5_250);
});

test('a replay of old lines is aged by the time that goes by, not by the date', () => {
  const { wall, clock } = clockAt(100 * hour);
  clock.note(2 * hour);
  wall.now += 1_000;
  expect(clock.eventTime()).toBe(2 * hour + 1_000);
});

test('a line from the future does not move the clock beyond now', () => {
  const { clock } = clockAt(5_000);
  clock.note(9_000);
  expect(clock.eventTime()).toBe(5_000);
});

test('before the first event there is no time and no lag', () => {
  const { clock } = clockAt(5_000);
  expect([clock.newest, clock.lag]).toEqual([null, 0]);
});

test('lag is how old the newest event was when it was read', () => {
  const { wall, clock } = clockAt(10_000);
  clock.note(9_900);
  wall.now += 5_000;
  expect(clock.lag).toBe(100);
});
