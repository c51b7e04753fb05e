import { formatDuration } from '../../facts/duration.ts';
import { visible } from '../../facts/escape.ts';
import type { Severity } from '../../model/finding.ts';
import { counted } from '../counted.ts';
import type { AlertNumbers, BacktestReport, DetectorBacktest } from './backtest-report.ts';

type Aim = BacktestReport['aim'];

/** What was asked for. */
export function budgetWords({ budget, minSeverity, aim }: BacktestReport): string {
  const severe = minSeverity === 'critical' ? minSeverity : `${minSeverity} or worse`;
  const days = aim === 'p95' ? ', on 19 days of 20' : '';
  return `Budget: ${counted(budget, 'alert')} a day of each detector, ${severe}${days}`;
}

/** How far the numbers can be believed: how many days there really were. */
export function evidenceWords({ window, generatedAt, evidence }: BacktestReport): string {
  const { first, last, days, enough } = evidence;
  const asked =
    window.since === null ? '' : `${formatDuration((window.until ?? generatedAt) - window.since)} asked, `;
  if (first === null || last === null) return `${asked}no evidence from that time`;
  const length = formatDuration(Math.floor((last - first) / 60_000) * 60_000);
  const spans = last - first < 60_000 ? 'less than a minute' : length;
  const words = `${asked}evidence spans ${spans}, ${counted(days.length, 'day')} with events`;
  return enough ? words : `${words}: too little to say what an ordinary day is`;
}

/** `12 alerts in 5 days, 3 on the worst day`. */
export function loudness(numbers: AlertNumbers, aim: Aim): string {
  return `${counted(numbers.total, 'alert')}, ${numbers[aim]} on ${dayWord(aim)}`;
}

export function dayWord(aim: Aim): string {
  return aim === 'worst' ? 'the worst day' : '19 days of 20';
}

/** `3, 1 on the worst day; 2 high are not sent`. */
export function becomes(before: AlertNumbers, after: AlertNumbers, aim: Aim): string {
  const graveLost = (['critical', 'high'] as const satisfies readonly Severity[])
    .map((severity) => ({ severity, lost: before.bySeverity[severity] - after.bySeverity[severity] }))
    .filter(({ lost }) => lost > 0)
    .map(({ severity, lost }) => `${lost} ${severity}`);
  const lost = graveLost.length === 0 ? '' : `; no longer ${graveLost.join(', ')}`;
  return `${after.total}, ${after[aim]} on ${dayWord(aim)}${lost}`;
}

/** What to change of a detector, or why nothing. */
export function tuningWords({ sight, numbers, tuning }: DetectorBacktest, { aim }: BacktestReport): string {
  if (tuning.kind === 'refused') return `over budget: ${visible(tuning.because)}`;
  if (tuning.kind === 'change') {
    const names = Object.entries(tuning.to).map(
      ([name, value]) => `${visible(name)} ${tuning.from[name]} → ${value}`,
    );
    return `${names.join(', ')}: ${becomes(numbers, tuning.numbers, aim)}`;
  }
  if (numbers.total > 0) return sight === 'full' ? 'within budget' : 'within budget, saw only part';
  return sight === 'blind'
    ? 'blind: silence means nothing'
    : sight === 'full'
      ? 'silent'
      : 'silent, saw only part';
}
