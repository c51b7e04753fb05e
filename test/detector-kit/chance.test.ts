import { expect, it } from 'vitest';
import { bits, chance, poissonTail } from '../../src/detector-kit/chance.ts';
import { readsOnly } from '../../src/detector-kit/reads.ts';

it('leans on the wider circle while there is little history', () => {
  expect(chance(0, 0, 0.3, 2)).toBeCloseTo(0.3);
  expect(chance(0, 98, 0.3, 2)).toBeCloseTo(0.006);
  expect(chance(98, 98, 0.3, 2)).toBeGreaterThan(0.98);
});

it('is never certain of more than everything', () => {
  expect(chance(7, 3, 1, 1)).toBeLessThanOrEqual(1);
});

it('counts exactly how rare so many are where few are usual', () => {
  expect(poissonTail(0, 2)).toBe(1);
  expect(poissonTail(1, 2)).toBeCloseTo(1 - Math.exp(-2), 9);
  expect(poissonTail(3, 1)).toBeCloseTo(1 - Math.exp(-1) * 2.5, 9);
  expect(poissonTail(400, 1)).toBeLessThan(1e-300);
});

it('a bit more is twice as rare', () => {
  expect(bits(1)).toBe(0);
  expect(bits(1 / 1024)).toBe(10);
  expect(bits(0)).toBeLessThan(30);
});

it.each(['read', 'web_search', 'get_balance', 'docs__search_pages', 'gmailreademails', 'memory_get'])(
  'takes %s for looking',
  (tool) => expect(readsOnly(tool)).toBe(true),
);

it.each([
  'exec',
  'write',
  'message',
  'send_money',
  'browser',
  'docs__delete_page',
  'augustunlockdoor',
  'gmailsearchandsend',
  'targets',
])('takes %s for doing', (tool) => expect(readsOnly(tool)).toBe(false));
