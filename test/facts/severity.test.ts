import { expect, test } from 'vitest';
import { byUrgency, countBySeverity, isAtLeast, rankOf, worstOf } from '../../src/facts/severity.ts';
import { type Finding, severities } from '../../src/model/finding.ts';

test('severities rise from info to critical', () => {
  expect(severities.map(rankOf)).toEqual([0, 1, 2, 3, 4]);
  expect(isAtLeast('high', 'medium')).toBe(true);
  expect(isAtLeast('high', 'high')).toBe(true);
  expect(isAtLeast('low', 'medium')).toBe(false);
});

test('the worst of none is info', () => {
  expect(worstOf([])).toBe('info');
  expect(worstOf(['low', 'critical', 'high'])).toBe('critical');
});

test('every severity is counted, zero too', () => {
  expect(countBySeverity([{ severity: 'low' }, { severity: 'low' }])).toEqual({
    info: 0,
    low: 2,
    medium: 0,
    high: 0,
    critical: 0,
  });
});

test('the worst comes first, then the oldest, then by id', () => {
  const finding = (id: string, severity: string, firstSeen: number) =>
    ({ id, severity, firstSeen }) as Finding;
  const sorted = [
    finding('c', 'low', 1),
    finding('b', 'high', 2),
    finding('a', 'high', 2),
    finding('d', 'high', 1),
  ];
  expect(sorted.sort(byUrgency).map(({ id }) => id)).toEqual(['d', 'a', 'b', 'c']);
});
