import { describe, expect, test } from 'vitest';
import { nearest } from '../../src/facts/nearest.ts';

const detectors = ['cross-session-access', 'multi-ip-session', 'repeated-auth-failures', 'unusual-tool-use'];

describe('nearest', () => {
  test.each([
    ['multi-ip-sesion', 'multi-ip-session'],
    ['Multi-IP-Session', 'multi-ip-session'],
    ['repeated-auth-failure', 'repeated-auth-failures'],
    ['unusual-tools', 'unusual-tool-use'],
  ])('takes %s for %s', (name, meant) => expect(nearest(name, detectors)).toBe(meant));

  test.each(['port-scan', '', 'x'.repeat(100_000)])('takes %.20s for nothing', (name) =>
    expect(nearest(name, detectors)).toBeUndefined(),
  );
});
