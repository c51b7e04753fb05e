import type { EnabledDetector } from '../../engine/engine.ts';
import type { Coverage } from '../../model/coverage.ts';
import type { AlertNumbers, DetectorBacktest, Tuning } from '../../reporters/backtest/backtest-report.ts';
import { numbersOf } from './alert-numbers.ts';
import { chooseTuning } from './choose-tuning.ts';
import { DialSearch } from './dial-search.ts';
import { dialsOf } from './dials.ts';
import type { SentAlert, SentAlerts } from './sent-alerts.ts';
import { type TrialRequest, tryThresholds } from './try-thresholds.ts';

export interface TuningRequest extends Omit<TrialRequest, 'criticals'> {
  readonly detectors: readonly EnabledDetector[];
  readonly sent: SentAlerts;
  readonly coverage: Coverage;
  readonly fits: (numbers: AlertNumbers) => boolean;
  /** False when the evidence is too little to learn from. */
  readonly mayTry: boolean;
}

/** What each detector would have sent, and which thresholds keep the loud ones within the budget. */
export async function tuneDetectors(request: TuningRequest): Promise<readonly DetectorBacktest[]> {
  const { detectors, sent, coverage } = request;
  const judged = detectors.map((enabled) => judge(enabled, request));
  const searches = judged.flatMap(({ searches: own }) => own);
  if (searches.length > 0) await tryThresholds(searches, { ...request, criticals: sent.criticals });
  return judged.map(({ id, numbers, refused, searches: own, fits }) => ({
    id,
    sight: coverage.detectors.find((detector) => detector.id === id)?.sight ?? 'full',
    numbers,
    tuning: fits ? { kind: 'none' } : (refused ?? chooseTuning(own, numbers)),
  }));
}

interface Judged {
  readonly id: string;
  readonly numbers: AlertNumbers;
  readonly fits: boolean;
  readonly refused: Tuning | undefined;
  readonly searches: readonly DialSearch[];
}

function judge(enabled: EnabledDetector, request: TuningRequest): Judged {
  const { sent, calendar, fits } = request;
  const { id } = enabled.detector.meta;
  const own = sent.alerts.filter(({ detector }) => detector === id);
  const numbers = numbersOf(own, calendar);
  const because = whyNot(own, request);
  const mayTry = !fits(numbers) && because === undefined;
  return {
    id,
    numbers,
    fits: fits(numbers),
    refused: because === undefined ? undefined : { kind: 'refused', because },
    searches: mayTry ? dialsOf(enabled).map((dial) => new DialSearch(enabled, dial, fits)) : [],
  };
}

/** What no try could change. */
function whyNot(
  alerts: readonly SentAlert[],
  { mayTry, replay, calendar, fits }: TuningRequest,
): string | undefined {
  const critical = numbersOf(
    alerts.filter(({ severity }) => severity === 'critical'),
    calendar,
  );
  if (!mayTry) return 'less than a day of evidence';
  if (!fits(critical)) return 'its critical findings alone are more';
  return replay.isPossible ? undefined : 'too much on standard input to read twice: give a file';
}
