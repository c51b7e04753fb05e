import type { AllOptions } from '../../../src/commands/daily/daily-options.ts';
import { reportDays } from '../../../src/commands/daily/report-days.ts';
import { defaultOptions } from '../../../src/commands/options.ts';
import { loadSettings } from '../../../src/commands/settings.ts';
import type { DailyReport } from '../../../src/reporters/daily/day-summary.ts';

/** What `daily` makes of a folder of evidence, with its archive in `state`. */
export async function reportOf(
  evidence: string,
  state: string,
  more: Partial<AllOptions> = {},
): Promise<DailyReport> {
  const options: AllOptions = {
    ...defaultOptions(),
    now: '2026-11-23T07:30:00Z',
    utc: true,
    gateway: 'home',
    minSeverity: 'info',
    ...more,
  };
  const now = Date.parse(String(options.now));
  const settings = await loadSettings(options, now);
  const nothing = { shown: null, learned: undefined };
  return reportDays({ paths: [evidence], options, settings, folder: state, clock: now, ...nothing });
}

/** What must not depend on where the evidence lies: all but the places of the proofs, and coverage. */
export function essence({ days }: DailyReport): unknown {
  return days.map(({ fresh, ongoing, ...day }) => ({
    ...day,
    findings: [...fresh, ...ongoing].map(({ evidence, ...finding }) => ({
      ...finding,
      evidence: evidence.map(({ time, excerpt }) => ({ time, excerpt })),
    })),
  }));
}
