import { expect, test } from 'vitest';
import { SignsOfLife } from '../../src/commands/follow/signs-of-life.ts';
import { type Status, type StatusLine, statusText } from '../../src/commands/follow/status-line.ts';
import { guessed } from '../reporters/sample-report.ts';

test('the status line says what is watched, how fast, how late, and the worst first', () => {
  const findings = new Map([
    ['low', 2],
    ['critical', 1],
  ] as const);
  expect(statusText({ sources: 3, events: 1204, lag: 23.4, findings }, 12)).toBe(
    'watching 3 sources · 1,204 events, 12/s · lag 23ms · 1 critical, 2 low',
  );
  expect(statusText({ sources: 1, events: 0, lag: 90_000, findings: new Map() }, 0)).toBe(
    'watching 1 source · 0 events, 0/s · lag 1m 30s · nothing found',
  );
});

test('a finding that became graver counts once, as what it is now', () => {
  const written: string[] = [];
  const status = { show: ({ findings }: Status) => written.push([...findings].join(' ')), clear() {} };
  const signs = new SignsOfLife({
    status: status as unknown as StatusLine,
    heartbeat: { every: undefined, tell: () => {} },
  });
  for (const severity of ['medium', 'critical'] as const) signs.count({ ...guessed, severity });
  signs.show({ sources: 1, events: 9, lag: 0 });
  expect(signs.findings).toBe(1);
  expect(written).toEqual(['medium,0 critical,1']);
});
