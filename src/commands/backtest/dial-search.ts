import type { EnabledDetector } from '../../engine/engine.ts';
import type { Finding } from '../../model/finding.ts';
import type { AlertNumbers, Thresholds } from '../../reporters/backtest/backtest-report.ts';
import type { Dial } from './dials.ts';

/** One run of a detector with other thresholds. */
export interface Trial {
  readonly factor: number;
  readonly to: Thresholds;
  readonly numbers: AlertNumbers;
  /** Critical findings that it no longer tells of. */
  readonly hidden: readonly Finding[];
}

export interface SearchRequest {
  readonly enabled: EnabledDetector;
  readonly dial: Dial;
  readonly fits: (numbers: AlertNumbers) => boolean;
  /** A factor that is known not to fit. */
  readonly tooLoud?: number | undefined;
}

/** Looks for the least turn of a dial that keeps to the budget: doubles, then narrows down. */
export class DialSearch {
  readonly enabled: EnabledDetector;
  readonly dial: Dial;
  readonly #fits: (numbers: AlertNumbers) => boolean;
  #tooLoud: number | undefined;
  /** The mildest that fits, so far. */
  found: Trial | undefined;

  constructor({ enabled, dial, fits, tooLoud }: SearchRequest) {
    this.enabled = enabled;
    this.dial = dial;
    this.#fits = fits;
    this.#tooLoud = tooLoud;
  }

  /** At most so many factors that would teach something; none when the search is over. */
  next(most: number): readonly number[] {
    const ends = [this.#tooLoud, this.found?.factor].filter((factor) => factor !== undefined);
    const known = new Set(ends.map((factor) => this.#written(factor)));
    return this.#candidates(most).filter((factor) => {
      const isKnown = known.has(this.#written(factor));
      known.add(this.#written(factor));
      return !isKnown;
    });
  }

  learn(trial: Trial): void {
    if (this.found && trial.factor > this.found.factor) return;
    if (this.#fits(trial.numbers)) this.found = trial;
    else this.#tooLoud = Math.max(this.#tooLoud ?? 0, trial.factor);
  }

  #candidates(most: number): readonly number[] {
    if (!this.found) return doubled(this.#tooLoud, most);
    return this.#tooLoud === undefined ? [] : between(this.#tooLoud, this.found.factor, most);
  }

  #written(factor: number): string {
    return JSON.stringify(this.dial.at(factor));
  }
}

/** Turned up further, a detector is as good as switched off. */
const furthest = 32;

function doubled(from: number | undefined, most: number): readonly number[] {
  const first = from === undefined ? 1 : from * 2;
  return Array.from({ length: most }, (_, index) => first * 2 ** index).filter(
    (factor) => factor <= furthest,
  );
}

/** Evenly, as factors go. */
function between(low: number, high: number, most: number): readonly number[] {
  return Array.from({ length: most }, (_, index) => low * (high / low) ** ((index + 1) / (most + 1)));
}
