import type { EnabledDetector } from '../../engine/engine.ts';
import type { Coverage } from '../../model/coverage.ts';
import type { AlertNumbers, DetectorBacktest, Tuning } from '../../reporters/backtest/backtest-report.ts';
import { numbersOf } from './alert-numbers.ts';
import { bestOf, tuningOf } from './choose-tuning.ts';
import { DialSearch } from './dial-search.ts';
import { type Dial, dialsOf, easedDial } from './dials.ts';
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
  const tryAll = (open: (one: JudgedDetector) => readonly DialSearch[]) =>
    tryThresholds(judged.flatMap(open), { ...request, criticals: request.sent.criticals });
  for (const stage of [0, 1, 2]) await tryAll((one) => one.turn(stage));
  for (let index = 0; index < mostEased; index++) await tryAll((one) => one.ease(index));
  return judged.map((one) => one.result());
}

/** More options than any detector has. */
const mostEased = 8;

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
  turn(stage: number): readonly DialSearch[] {
    if (this.#settled || bestOf(this.#searches, this.#numbers)) return [];
    const dials = dialsOf(this.#enabled)[stage] ?? [];
    // The present settings are too loud.
    return dials.map((dial) => this.#search(dial, 1));
  }

  /** Of options that were turned together, one may go back a little, or all the way. */
  ease(index: number): readonly DialSearch[] {
    const best = bestOf(this.#searches, this.#numbers);
    const name = best?.dial.names[index];
    if (!best || name === undefined || best.dial.names.length < 2) return [];
    return [this.#search(easedDial(best.dial, best.trial.to, name))];
  }

  result(): DetectorBacktest {
    const { id } = this.#enabled.detector.meta;
    const sight = this.#request.coverage.detectors.find((detector) => detector.id === id)?.sight ?? 'full';
    const tuning = this.#settled ?? tuningOf(this.#searches, this.#numbers);
    return { id, sight, numbers: this.#numbers, tuning };
  }

  #search(dial: Dial, tooLoud?: number): DialSearch {
    const search = new DialSearch({ enabled: this.#enabled, dial, fits: this.#request.fits, tooLoud });
    this.#searches.push(search);
    return search;
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
