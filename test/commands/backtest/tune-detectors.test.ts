import { describe, expect, test } from 'vitest';
import type { Detector } from '../../../src/detector-kit/index.ts';
import { defineDetector, option } from '../../../src/detector-kit/index.ts';
import type { Severity } from '../../../src/model/finding.ts';
import { backtestOf, detectorIn } from './backtest-of.ts';
import { endOf, guessingDays } from './guessing-days.ts';

const log = guessingDays([1, 3, 0, 5, 2, 4]);
/** On the worst day it guesses five times, the others more often. */
const shortest = '203.0.113.24';

describe('a threshold', () => {
  test('that would hide a critical finding is not suggested, and it is said', async () => {
    const detector = counting({ severityOf: (ip) => (ip === shortest ? 'critical' : 'medium') });
    const report = await backtestOf({ log, options: { now: endOf(6), budget: 3 }, more: only(detector) });
    expect(detectorIn(report, 'counting').tuning).toEqual({
      kind: 'refused',
      because: 'attempts 7 would do, and hide a critical finding',
    });
  });

  test('is not looked for when the critical findings alone are too many', async () => {
    const detector = counting({ severityOf: () => 'critical' });
    const report = await backtestOf({ log, options: { now: endOf(6) }, more: only(detector) });
    expect(detectorIn(report, 'counting').tuning).toMatchObject({
      because: 'its critical findings alone are more',
    });
  });

  test('that would silence the detector is not suggested either', async () => {
    const detector = counting({ severityOf: () => 'medium' });
    const report = await backtestOf({ log, options: { now: endOf(6), budget: 0 }, more: only(detector) });
    expect(detectorIn(report, 'counting').tuning).toEqual({
      kind: 'refused',
      because: 'attempts 10 would do, and silence it',
    });
  });

  test('says which grave findings it leaves out', async () => {
    const detector = counting({ severityOf: (ip) => (ip === shortest ? 'high' : 'medium') });
    const report = await backtestOf({ log, options: { now: endOf(6), budget: 3 }, more: only(detector) });
    const { tuning, numbers } = detectorIn(report, 'counting');
    expect(tuning).toMatchObject({ kind: 'change', numbers: { bySeverity: { high: 0 } } });
    expect(numbers.bySeverity.high).toBe(1);
  });

  test('is never set beyond what the detector allows', async () => {
    const detector = counting({ severityOf: () => 'medium', most: 6 });
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
  readonly severityOf: (ip: string) => Severity;
  readonly most?: number;
}

/** Reports an address that fails so often. */
function counting({ severityOf, most = 100 }: Counting): Detector {
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
            severity: severityOf(event.ip ?? ''),
            confidence: 'high',
            explanation: { rule: 'failures' },
            remediation: [],
          });
        },
      };
    },
  }) as Detector;
}
