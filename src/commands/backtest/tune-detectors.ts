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
  const judged = request.detectors.map((enabled) => new JudgedDetector(enabled, request));
  for (const stage of [0, 1, 2]) {
    const searches = judged.flatMap((one) => one.open(stage));
    if (searches.length > 0) await tryThresholds(searches, { ...request, criticals: request.sent.criticals });
  }
  return judged.map((one) => one.result());
}

class JudgedDetector {
  readonly #enabled: EnabledDetector;
  readonly #request: TuningRequest;
  readonly #numbers: AlertNumbers;
  readonly #searches: DialSearch[] = [];
  /** What nothing can change. */
  readonly #settled: Tuning | undefined;

  constructor(enabled: EnabledDetector, request: TuningRequest) {
    const { sent, calendar } = request;
    const own = sent.alerts.filter(({ detector }) => detector === enabled.detector.meta.id);
    this.#enabled = enabled;
    this.#request = request;
    this.#numbers = numbersOf(own, calendar);
    this.#settled = settled(own, request);
  }

  /** What to try next, when nothing tried so far will do. */
  open(stage: number): readonly DialSearch[] {
    if (this.#settled || this.#tuning().kind === 'change') return [];
    const dials = dialsOf(this.#enabled)[stage] ?? [];
    const searches = dials.map((dial) => new DialSearch(this.#enabled, dial, this.#request.fits));
    this.#searches.push(...searches);
    return searches;
  }

  result(): DetectorBacktest {
    const { id } = this.#enabled.detector.meta;
    const sight = this.#request.coverage.detectors.find((detector) => detector.id === id)?.sight ?? 'full';
    return { id, sight, numbers: this.#numbers, tuning: this.#tuning() };
  }

  #tuning(): Tuning {
    return this.#settled ?? chooseTuning(this.#searches, this.#numbers);
  }
}

function settled(
  alerts: readonly SentAlert[],
  { mayTry, replay, calendar, fits }: TuningRequest,
): Tuning | undefined {
  if (fits(numbersOf(alerts, calendar))) return { kind: 'none' };
  const critical = alerts.filter(({ severity }) => severity === 'critical');
  if (!mayTry) return refused('less than a day of evidence');
  if (!fits(numbersOf(critical, calendar))) return refused('its critical findings alone are more');
  if (!replay.isPossible) return refused('too much on standard input to read twice: give a file');
  return undefined;
}

function refused(because: string): Tuning {
  return { kind: 'refused', because };
}
