import type { AlertNumbers, Thresholds, Tuning } from '../../reporters/backtest/backtest-report.ts';
import type { DialSearch, Trial } from './dial-search.ts';
import type { Dial } from './dials.ts';

export interface Chosen {
  readonly dial: Dial;
  readonly trial: Trial;
}

/** Of the searches of one detector, the one that fits, hides nothing critical, and says most: not nothing. */
export function bestOf(searches: readonly DialSearch[], now: AlertNumbers): Chosen | undefined {
  const [best] = fitting(searches, now)
    .filter(({ trial }) => trial.hidden.length === 0 && trial.numbers.total > 0)
    .sort(byWhatIsSaid);
  return best;
}

/** What to change; else why nothing can be. */
export function tuningOf(searches: readonly DialSearch[], now: AlertNumbers): Tuning {
  const best = bestOf(searches, now);
  if (!best) return { kind: 'refused', because: whyNone(searches, now) };
  const { dial, trial } = best;
  const isTurned = ([name]: readonly [string, number]) => trial.to[name] !== dial.from[name];
  const turned = (thresholds: Thresholds) => Object.fromEntries(Object.entries(thresholds).filter(isTurned));
  return { kind: 'change', from: turned(dial.from), to: turned(trial.to), numbers: trial.numbers };
}

function fitting(searches: readonly DialSearch[], now: AlertNumbers): readonly Chosen[] {
  return searches.flatMap(({ dial, found }) =>
    found && found.numbers.total < now.total ? [{ dial, trial: found }] : [],
  );
}

/** What keeps more of what is grave, then more of anything, then what turns less, is the better one. */
function byWhatIsSaid(a: Chosen, b: Chosen): number {
  return (
    grave(b.trial.numbers) - grave(a.trial.numbers) ||
    b.trial.numbers.total - a.trial.numbers.total ||
    turn(a) - turn(b)
  );
}

function grave({ bySeverity }: AlertNumbers): number {
  return bySeverity.critical + bySeverity.high;
}

function turn({ dial, trial }: Chosen): number {
  return Object.entries(trial.to).reduce(
    (sum, [name, to]) => sum + Math.log(to / (dial.from[name] ?? to)),
    0,
  );
}

function whyNone(searches: readonly DialSearch[], now: AlertNumbers): string {
  const [unwanted] = fitting(searches, now);
  if (unwanted) {
    const { to, hidden } = unwanted.trial;
    return `${written(to)} would do, and ${hidden.length > 0 ? 'hide a critical finding' : 'silence it'}`;
  }
  return searches.length === 0 ? 'it has no thresholds' : 'no threshold does it';
}

function written(thresholds: Thresholds): string {
  return Object.entries(thresholds)
    .map(([name, value]) => `${name} ${value}`)
    .join(', ');
}
