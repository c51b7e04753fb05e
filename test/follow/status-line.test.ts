import { expect, test } from 'vitest';
import { statusText } from '../../src/commands/follow/status-line.ts';

test('the status line says what is watched, how fast, how late, and the worst first', () => {
  const findings = new Map([
    ['low', 2],
    ['critical', 1],
  ] as const);
  expect(statusText({ sources: 3, events: 1204, lag: 23.4, findings }, 12)).toBe(
    'watching 3 sources · 1204 events, 12/s · lag 23 ms · 1 critical, 2 low',
  );
  expect(statusText({ sources: 1, events: 0, lag: 90_000, findings: new Map() }, 0)).toBe(
    'watching 1 source · 0 events, 0/s · lag 90 s · nothing found',
  );
});
