import type { Coverage } from '../../model/coverage.ts';
import { counted } from '../counted.ts';
import type { DaySummary } from './day-summary.ts';

/** What the evidence of the day lacks, and what of it could not be opened. */
export function missingWords({ gaps }: DaySummary, { sources }: Coverage): readonly string[] {
  const ofDay = gaps.map(({ kind, count, missing, note }) => {
    const what =
      missing === null
        ? count > 1
          ? `${kind} (${count} times)`
          : kind
        : `${counted(missing, 'record')} ${kind}`;
    return note === '' ? what : `${what} (${note})`;
  });
  const unopened = sources.flatMap(({ name, gaps: own }) =>
    own.filter(({ from }) => from === null).map(({ kind, note }) => `${name}: ${note || kind}`),
  );
  return [...ofDay, ...unopened];
}
