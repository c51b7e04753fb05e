import { visible } from '../../facts/escape.ts';
import { grouped } from '../counted.ts';
import type { AlertNumbers, BacktestReport } from './backtest-report.ts';
import { isUnseen, tuningWords } from './backtest-words.ts';

export const heads = ['detector', 'alerts', 'median', 'worst', 'silent', 'suggested'] as const;

/** One row for each detector, and one for all of them; the cells of `heads`. */
export function backtestRows(report: BacktestReport): readonly (readonly string[])[] {
  const rows = report.detectors.map((detector) => [
    visible(detector.id),
    ...(isUnseen(detector) ? unseen : figures(detector.numbers)),
    tuningWords(detector, report),
  ]);
  return report.detectors.length > 1 ? [...rows, ['all', ...figures(report.all), '']] : rows;
}

const unseen = ['–', '–', '–', '–'];

function figures({ total, median, worst, silentDays }: AlertNumbers): readonly string[] {
  return [grouped(total), String(median), grouped(worst), `${silentDays}d`];
}
