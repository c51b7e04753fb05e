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

/** Looks for the least turn of a dial that keeps to the budget: doubles, then narrows down. */
export class DialSearch {
  readonly enabled: EnabledDetector;
  readonly dial: Dial;
  readonly #fits: (numbers: AlertNumbers) => boolean;
  #tooLoud = 1;
  /** The mildest that fits, so far. */
  found: Trial | undefined;

  constructor(enabled: EnabledDetector, dial: Dial, fits: (numbers: AlertNumbers) => boolean) {
    this.enabled = enabled;
    this.dial = dial;
    this.#fits = fits;
  }

  /** At most so many factors that would teach something; none when the search is over. */
  next(most: number): readonly number[] {
    const factors = this.found
      ? between(this.#tooLoud, this.found.factor, most)
      : doubled(this.#tooLoud, most);
    const known = new Set(
      [this.#tooLoud, ...(this.found ? [this.found.factor] : [])].map((at) => this.#key(at)),
    );
    return factors.filter((factor) => {
      const key = this.#key(factor);
      if (known.has(key)) return false;
      known.add(key);
      return true;
    });
  }

  learn(trial: Trial): void {
    if (this.found && trial.factor > this.found.factor) return;
    if (this.#fits(trial.numbers)) this.found = trial;
    else this.#tooLoud = Math.max(this.#tooLoud, trial.factor);
  }

  #key(factor: number): string {
    return JSON.stringify(this.dial.at(factor));
  }
}

/** Turned up further, a detector is as good as switched off. */
const furthest = 32;

function doubled(from: number, most: number): readonly number[] {
  return Array.from({ length: most }, (_, index) => from * 2 ** (index + 1)).filter(
    (factor) => factor <= furthest,
  );
}

/** Evenly, as factors go. */
function between(low: number, high: number, most: number): readonly number[] {
  return Array.from({ length: most }, (_, index) => low * (high / low) ** ((index + 1) / (most + 1)));
}
