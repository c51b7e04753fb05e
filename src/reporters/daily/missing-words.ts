import type { Coverage } from '../../model/coverage.ts';
import { counted } from '../counted.ts';
import type { DayGap, DaySummary, Losses } from './day-summary.ts';

/** What the evidence of the day lacks, and what of it could not be opened. */
export function missingWords({ gaps }: DaySummary, coverage: Coverage): readonly string[] {
  return [...gaps.map(gapWords), ...lossesOf(coverage).unopened];
}

export function lossesOf({ detectors, sources }: Coverage): Losses {
  return {
    blind: detectors.filter(({ sight }) => sight === 'blind').map(({ id }) => id),
    unopened: sources.flatMap(({ name, gaps }) =>
      gaps.filter(({ from }) => from === null).map(({ kind, note }) => `${fileOf(name)}: ${note || kind}`),
    ),
  };
}

function gapWords({ kind, count, missing, note }: DayGap): string {
  const times = count > 1 ? `${kind} (${count} times)` : kind;
  const what = missing === null ? times : `${counted(missing, 'record')} ${kind}`;
  return note === '' ? what : `${what} (${note})`;
}

function fileOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
