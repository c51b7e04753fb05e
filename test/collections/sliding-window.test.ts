import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { SlidingWindow } from '../../src/collections/sliding-window.ts';

const hour = 3_600_000;
const limits = { span: 10_000, keys: 1_000, threshold: 5 };

describe('a sliding window', () => {
  test('holds what is younger than its span and not what is exactly that old', () => {
    const window = new SlidingWindow(limits);
    window.add('a', 1);
    expect(window.add('a', 10_000)).toBe(2);
    expect(window.add('a', 10_001)).toBe(2);
  });

  test('sums exactly what a plain list would, in any order of arrival', () => {
    const arrival = fc.record({ time: fc.nat(30_000), count: fc.integer({ min: 1, max: 9 }) });
    fc.assert(
      fc.property(fc.array(arrival, { maxLength: 200 }), (arrivals) => {
        const window = new SlidingWindow({ ...limits, span: 100_000 });
        for (const { time, count } of arrivals) window.add('a', time, count);
        const now = 30_000;
        expect(window.sum('a', now)).toBe(arrivals.reduce((sum, { count }) => sum + count, 0));
      }),
    );
  });

  test('never under-counts a key, however many others push it out', () => {
    const window = new SlidingWindow({ span: hour, keys: 1_000, threshold: 20 });
    let flood = 0;
    let sum = 0;
    for (let hit = 1; hit <= 15; hit++) {
      sum = window.add('slow', hit * 180_000);
      expect(sum).toBeGreaterThanOrEqual(hit);
      for (let other = 0; other < 5_000; other++) window.add(`once-${flood++}`, hit * 180_000 + 1);
    }
    expect(sum).toBe(15);
    expect(window.evicted).toBeGreaterThan(60_000);
  });

  test('forgets what a pushed out key did when its span has passed', () => {
    const window = new SlidingWindow(limits);
    window.add('a', 0, 4);
    for (let other = 0; other < 3_000; other++) window.add(`b${other}`, 1);
    expect(window.sum('a', 5_000)).toBeGreaterThanOrEqual(4);
    expect(window.sum('a', 30_000)).toBe(0);
  });

  test('keeps one busy key in bounded memory and never under-counts it', () => {
    const window = new SlidingWindow({ span: hour, keys: 10, threshold: 5 });
    for (let time = 1; time <= 20_000; time++) window.add('busy', time);
    expect(window.sum('busy', 20_000)).toBe(20_000);
    expect(window.save().young[0]?.[1].length).toBeLessThanOrEqual(512);
  });

  test('says when so many keys were pushed out that sums say little', () => {
    const window = new SlidingWindow({ span: hour, keys: 100, threshold: 5 });
    for (let key = 0; key < 1_000_000; key++) window.add(`k${key}`, 1);
    expect(window.saturated(2)).toBe(true);
    expect(window.saturated(3 * hour)).toBe(false);
  });

  test('goes on after a restart as if there had been none', () => {
    const step = fc.record({ key: fc.constantFrom('a', 'b', 'c'), gap: fc.nat(4_000) });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), fc.nat(40), (steps, cut) => {
        const small = { span: 10_000, keys: 2, threshold: 3 };
        const whole = new SlidingWindow(small);
        let paused = new SlidingWindow(small);
        let time = 0;
        for (const [index, { key, gap }] of steps.entries()) {
          time += gap;
          if (index === cut) paused = new SlidingWindow(small, JSON.parse(JSON.stringify(paused.save())));
          expect(paused.add(key, time)).toBe(whole.add(key, time));
        }
      }),
    );
  });
});
