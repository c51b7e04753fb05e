import { describe, expect, test } from 'vitest';
import { suppressedBy } from '../../src/config/suppress.ts';
import { suppressionSchema } from '../../src/config/suppression.ts';
import { guessed, hostile } from '../reporters/sample-report.ts';

const now = Date.parse('2026-11-22T09:00:00Z');
const office = {
  ...guessed,
  entities: { ...guessed.entities, ips: ['10.1.1.1', '10.2.2.2'] },
  entityCounts: { ...guessed.entityCounts, ips: 2 },
};

const reasonFor = (finding: typeof guessed, entry: object): string | null =>
  suppressedBy(finding, [suppressionSchema.parse({ reason: 'known', ...entry })], now);

describe('suppressedBy', () => {
  test.each([
    [hostile, { detector: 'cross-session-access' }],
    [hostile, { session: 'MAIN' }],
    [hostile, { actor: 'telegram:1001', agent: 'Main', channel: 'telegram', tool: 'sessions_history' }],
    [hostile, { id: '77AA9C1D' }],
    [guessed, { ip: '198.51.100.23' }],
    [office, { ip: '10.0.0.0/8' }],
    [guessed, { detector: 'repeated-auth-failures', until: '2026-11-23' }],
    [guessed, { detector: 'repeated-auth-failures', until: '2026-11-22T09:00:01Z' }],
  ])('keeps quiet what fits in all that is said', (finding, entry) => {
    expect(reasonFor(finding, entry)).toBe('known');
  });

  test.each([
    [hostile, { detector: 'multi-ip-session' }],
    [hostile, { session: 'agent:main:other' }],
    [hostile, { actor: 'telegram:1001', tool: 'exec' }],
    [hostile, { id: '77aa9c1e' }],
    [hostile, { ip: '0.0.0.0/0' }],
    [guessed, { detector: 'repeated-auth-failures', until: '2026-11-20' }],
    [guessed, { detector: 'repeated-auth-failures', until: '2026-11-22T09:00:00Z' }],
  ])('shows what does not', (finding, entry) => {
    expect(reasonFor(finding, entry)).toBeNull();
  });

  test('never hides a stranger behind a known address', () => {
    const mixed = { ...office, entities: { ...office.entities, ips: ['10.1.1.1', '198.51.100.23'] } };
    const untold = { ...office, entityCounts: { ...office.entityCounts, ips: 200 } };
    expect([mixed, untold].map((finding) => reasonFor(finding, { ip: '10.0.0.0/8' }))).toEqual([null, null]);
  });

  test('counts the day of a date in', () => {
    const { until = 0 } = suppressionSchema.parse({ id: '77aa9c1d', reason: 'x', until: '2026-12-31' });
    expect(until).toBe(new Date(2027, 0, 1).getTime());
  });

  test('gives the reason of the first that fits', () => {
    const entries = ['multi-ip-session', 'repeated-auth-failures'].map((detector) =>
      suppressionSchema.parse({ detector, reason: `about ${detector}` }),
    );
    expect(suppressedBy(guessed, entries, now)).toBe('about repeated-auth-failures');
  });
});
