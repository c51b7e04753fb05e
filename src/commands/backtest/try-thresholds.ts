import type { Finding } from '../../model/finding.ts';
import type { AlertNumbers } from '../../reporters/backtest/backtest-report.ts';
import { type Calendar, numbersOf } from './alert-numbers.ts';
import type { DialSearch } from './dial-search.ts';
import type { Replay } from './replay.ts';
import { type Listening, SentAlerts } from './sent-alerts.ts';
import { untold } from './still-told.ts';

export interface TrialRequest {
  readonly replay: Replay;
  readonly listening: Listening;
  readonly calendar: Calendar;
  readonly now: number;
  /** Of the present settings, of all detectors. */
  readonly criticals: readonly Finding[];
}

/** Engines that are fed by one pass over the events. */
const sideBySide = 12;
/** With the values of a round, so many runs of each dial at most. */
const rounds = 4;
const valuesPerRound = 3;

/** Turns each dial as far as the budget asks, in as few passes as may be. */
export async function tryThresholds(searches: readonly DialSearch[], request: TrialRequest): Promise<void> {
  for (let round = 0; round < rounds; round++) {
    const runs = searches.flatMap((search) =>
      search.next(valuesPerRound).map((factor) => ({ search, factor })),
    );
    if (runs.length === 0) return;
    for (let start = 0; start < runs.length; start += sideBySide)
      await runPass(runs.slice(start, start + sideBySide), request);
  }
}

interface Run {
  readonly search: DialSearch;
  readonly factor: number;
}

async function runPass(runs: readonly Run[], request: TrialRequest): Promise<void> {
  const { replay, listening, now } = request;
  const engines = runs.map(({ search, factor }) => {
    const { detector, options } = search.enabled;
    const changed = { ...(options as object), ...search.dial.at(factor) };
    return new SentAlerts([{ detector, options: changed }], listening);
  });
  await replay.each((event) => {
    for (const engine of engines) engine.push(event);
  });
  for (const [index, { search, factor }] of runs.entries()) {
    const engine = engines[index];
    if (!engine) continue;
    engine.end(now);
    search.learn({ factor, to: search.dial.at(factor), ...outcome(search, engine, request) });
  }
}

function outcome(
  { enabled }: DialSearch,
  engine: SentAlerts,
  { calendar, criticals }: TrialRequest,
): { readonly numbers: AlertNumbers; readonly hidden: readonly Finding[] } {
  const own = criticals.filter(({ detector }) => detector === enabled.detector.meta.id);
  return { numbers: numbersOf(engine.alerts, calendar), hidden: untold(own, engine.criticals) };
}
