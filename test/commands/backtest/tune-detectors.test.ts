import { describe, expect, test } from 'vitest';
import type { Detector } from '../../../src/detector-kit/index.ts';
import { defineDetector, option } from '../../../src/detector-kit/index.ts';
import type { Severity } from '../../../src/model/finding.ts';
import { backtestOf, detectorIn } from './backtest-of.ts';
import { endOf, guessingDays } from './guessing-days.ts';

const log = guessingDays([1, 3, 0, 5, 2, 4]);

describe('a threshold', () => {
  test('that would hide a critical finding is not suggested, and it is said', async () => {
    const detector = counting({ severityAt: (count) => (count === 5 ? 'critical' : 'medium') });
    const report = await backtestOf({ log, options: { now: endOf(6), budget: 3 }, more: only(detector) });
    expect(detectorIn(report, 'counting').tuning).toEqual({
      kind: 'refused',
      because: 'attempts 7 would do, and hide a critical finding',
    });
  });

  test('is not looked for when the critical findings alone are too many', async () => {
    const detector = counting({ severityAt: () => 'critical' });
    const report = await backtestOf({ log, options: { now: endOf(6) }, more: only(detector) });
    expect(detectorIn(report, 'counting').tuning).toMatchObject({
      because: 'its critical findings alone are more',
    });
  });

  test('says which grave findings it leaves out', async () => {
    const detector = counting({ severityAt: (count) => (count === 5 ? 'high' : 'medium') });
    const report = await backtestOf({ log, options: { now: endOf(6), budget: 3 }, more: only(detector) });
    const { tuning, numbers } = detectorIn(report, 'counting');
    expect(tuning).toMatchObject({ kind: 'change', numbers: { bySeverity: { high: 0 } } });
    expect(numbers.bySeverity.high).toBe(5);
  });

  test('is never set beyond what the detector allows', async () => {
    const detector = counting({ severityAt: () => 'medium', most: 6 });
    const report = await backtestOf({ log, options: { now: endOf(6) }, more: only(detector) });
    expect(detectorIn(report, 'counting').tuning).toEqual({
      kind: 'refused',
      because: 'no threshold does it',
    });
  });
});

const only = (detector: Detector) => ({
  detectors: [{ detector, options: detector.options.parse({}) }],
});

interface Counting {
  /** Of a finding whose address failed so often when it was first told. */
  readonly severityAt: (count: number) => Severity;
  readonly most?: number;
}

/** Reports an address that fails so often; how badly depends on how often it has failed by the end of its minute. */
function counting({ severityAt, most = 100 }: Counting): Detector {
  const options = option.strictObject({
    attempts: option.number().int().min(1).max(most).default(5).describe('Failures that are reported.'),
  });
  return defineDetector<option.infer<typeof options>>({
    meta: {
      id: 'counting',
      version: '1.0.0',
      title: 'Counting',
      description: 'Detects failures.',
      severity: 'critical',
      status: 'stable',
      references: { attack: [], atlas: [], owasp: [], openclaw: [] },
      falsePositives: [],
    },
    options,
    sight: () => ({ sight: 'full', because: [], cure: [] }),
    create({ options: { attempts }, episodes }) {
      const guesses = episodes('guesses', { gap: 600_000, keys: 1000 });
      return {
        authAttempt(event) {
          const episode = guesses.add(event.ip ?? '', event);
          if (episode.count < attempts) return;
          episode.report({
            title: 'Failures',
            summary: `${episode.count} failures`,
            severity: severityAt(episode.count),
            confidence: 'high',
            explanation: { rule: 'failures' },
            remediation: [],
          });
        },
      };
    },
  }) as Detector;
}
