import { formatDuration } from '../../facts/duration.ts';
import { visible } from '../../facts/escape.ts';
import type { Severity } from '../../model/finding.ts';
import { counted } from '../counted.ts';
import type { AlertNumbers, BacktestReport, DetectorBacktest } from './backtest-report.ts';

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

/** `3 on the worst day` */
export function atWorst(numbers: AlertNumbers, aim: BacktestReport['aim']): string {
  return `${numbers[aim]} on ${aim === 'worst' ? 'the worst day' : '19 days of 20'}`;
}

/** `2 high`: what is grave and would not be sent any more. */
export function lostWords(before: AlertNumbers, after: AlertNumbers): string {
  return (['critical', 'high'] as const satisfies readonly Severity[])
    .map((severity) => ({ severity, lost: before.bySeverity[severity] - after.bySeverity[severity] }))
    .filter(({ lost }) => lost > 0)
    .map(({ severity, lost }) => `${lost} ${severity}`)
    .join(', ');
}

/** What to change of a detector, or why nothing. */
export function tuningWords({ sight, numbers, tuning }: DetectorBacktest, { aim }: BacktestReport): string {
  if (tuning.kind === 'refused') return `over budget: ${visible(tuning.because)}`;
  if (tuning.kind === 'change') {
    const names = Object.entries(tuning.to).map(
      ([name, value]) => `${visible(name)} ${tuning.from[name]} → ${value}`,
    );
    const lost = lostWords(numbers, tuning.numbers);
    const after = `${counted(tuning.numbers.total, 'alert')}, ${atWorst(tuning.numbers, aim)}`;
    return `${names.join(', ')}: ${after}${lost === '' ? '' : `; without ${lost}`}`;
  }
  if (isUnseen({ sight, numbers })) return 'blind';
  const fits = numbers.total > 0 ? 'fits' : 'silent';
  return sight === 'full' ? fits : `${fits}; partly blind`;
}

/** Its silence says nothing. */
export function isUnseen({ sight, numbers }: Pick<DetectorBacktest, 'sight' | 'numbers'>): boolean {
  return sight === 'blind' && numbers.total === 0;
}
