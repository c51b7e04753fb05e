import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { detectors } from '../../../detectors/index.ts';
import { numbersOf } from '../../../src/commands/backtest/alert-numbers.ts';
import { DialSearch } from '../../../src/commands/backtest/dial-search.ts';
import { type Dial, dialsOf } from '../../../src/commands/backtest/dials.ts';
import type { EnabledDetector } from '../../../src/engine/engine.ts';

const enabled = (id: string, given: object = {}) => {
  const detector = detectors.find(({ meta }) => meta.id === id);
  if (!detector) throw new Error(`there is no ${id}`);
  return { detector, options: detector.options.parse(given) };
};

const calendar = { days: ['2026-10-25'], utc: true };
const noAlerts = numbersOf([], calendar);

describe('the dials of a detector', () => {
  test('are its numbers, without windows and without what says only how to count', () => {
    const [alone = []] = dialsOf(enabled('repeated-auth-failures'));
    expect(alone.map(({ names }) => names)).toEqual([['failures'], ['slowFailures'], ['addresses']]);
  });

  test('go no further than the detector allows', () => {
    const [[failures] = []] = dialsOf(enabled('repeated-auth-failures', { failures: 800 }));
    expect(failures?.at(4)).toEqual({ failures: 1000 });
  });

  test('are options that the detector accepts, of every detector', () => {
    for (const { meta } of detectors) {
      const { detector } = enabled(meta.id);
      for (const dial of dialsOf(enabled(meta.id)).flat())
        for (const factor of [1, 1.5, 2, 32])
          expect(() => detector.options.parse(dial.at(factor))).not.toThrow();
    }
  });
});

describe('a search', () => {
  test('finds the least value that fits, or next to it, in a dozen tries', () => {
    fc.assert(
      fc.property(fc.integer({ min: 6, max: 100 }), (least) => {
        const { found, tries } = searchFor(least);
        expect(found).toBeGreaterThanOrEqual(least);
        expect(found).toBeLessThanOrEqual(least * 1.1 + 1);
        expect(tries).toBeLessThanOrEqual(12);
      }),
    );
  });
});

/** Of a detector that is quiet from `least` failures on. */
function searchFor(least: number): { readonly found: number; readonly tries: number } {
  const guessing = enabled('repeated-auth-failures');
  const dial = firstDial(guessing);
  const fits = ({ total }: { readonly total: number }) => total === 0;
  const search = new DialSearch({ enabled: guessing, dial, fits, tooLoud: 1 });
  let tries = 0;
  for (let round = 0; round < 4; round++) {
    for (const factor of search.next(3)) {
      tries++;
      const to = dial.at(factor);
      const total = Number(to.failures) >= least ? 0 : 1;
      search.learn({ factor, to, numbers: { ...noAlerts, total }, hidden: [] });
    }
  }
  return { found: Number(search.found?.to.failures), tries };
}

function firstDial(guessing: EnabledDetector): Dial {
  const [[dial] = []] = dialsOf(guessing);
  if (!dial) throw new Error('there is no dial');
  return dial;
}

describe('the numbers', () => {
  test('are those of the sorted days', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(6), { minLength: 1, maxLength: 40 }), (counts) => {
        const from = Date.parse('2026-10-25T00:00:00Z');
        const time = (index: number) => from + index * 86_400_000;
        const days = counts.map((_, index) => new Date(time(index)).toISOString().slice(0, 10));
        const alerts = counts.flatMap((count, index) =>
          Array.from({ length: count }, () => ({
            detector: 'any',
            severity: 'low' as const,
            time: time(index),
          })),
        );
        const sorted = [...counts].sort((a, b) => a - b);
        const numbers = numbersOf(alerts, { days, utc: true });
        expect(numbers.worst).toBe(sorted.at(-1));
        expect(numbers.silentDays).toBe(counts.filter((count) => count === 0).length);
        expect(sorted.filter((count) => count <= numbers.p95).length).toBeGreaterThanOrEqual(
          counts.length * 0.95,
        );
        expect(sorted.filter((count) => count <= numbers.median).length).toBeGreaterThanOrEqual(
          counts.length / 2,
        );
        expect(sorted.filter((count) => count >= numbers.median).length).toBeGreaterThanOrEqual(
          counts.length / 2,
        );
      }),
    );
  });
});
