import type { AlertNumbers, Tuning } from '../../reporters/backtest/backtest-report.ts';
import type { DialSearch, Trial } from './dial-search.ts';

/** Of the searches of one detector, the one that fits and says most; else why there is none. */
export function chooseTuning(searches: readonly DialSearch[], now: AlertNumbers): Tuning {
  const fitting = searches.flatMap(({ dial, found }) =>
    found && found.numbers.total < now.total ? [{ dial, trial: found }] : [],
  );
  const safe = fitting.filter(({ trial }) => trial.hidden.length === 0);
  const [best] = safe.sort((a, b) => byWhatIsSaid(a.trial, b.trial));
  if (best) {
    const { dial, trial } = best;
    return { kind: 'change', from: dial.from, to: trial.to, numbers: trial.numbers };
  }
  return {
    kind: 'refused',
    because: whyNone(
      searches,
      fitting.map(({ trial }) => trial),
    ),
  };
}

/** What keeps the more of what is grave, then of anything, is the better one. */
function byWhatIsSaid(a: Trial, b: Trial): number {
  return grave(b.numbers) - grave(a.numbers) || b.numbers.total - a.numbers.total || a.factor - b.factor;
}

function grave({ bySeverity }: AlertNumbers): number {
  return bySeverity.critical + bySeverity.high;
}

function whyNone(searches: readonly DialSearch[], unsafe: readonly Trial[]): string {
  const [hiding] = unsafe;
  if (hiding) return `${written(hiding)} would do, and hide a critical finding`;
  if (searches.length === 0) return 'it has no thresholds';
  return 'no threshold does it';
}

function written({ to }: Trial): string {
  return Object.entries(to)
    .map(([name, value]) => `${name} ${value}`)
    .join(', ');
}
