import type { Coverage, CoverageGap } from '../model/coverage.ts';
import { counted, grouped } from './counted.ts';
import type { PeopleTime } from './people-time.ts';
import { seenSpan } from './source-rows.ts';

export interface GapLine {
  readonly source: string;
  readonly text: string;
}

/** One line for each kind of gap of a source: what is missing, and from when to when. */
export function gapLines({ sources }: Coverage, time: PeopleTime): readonly GapLine[] {
  return sources.flatMap(({ name, gaps }) => {
    const kinds = [...new Set(gaps.map(({ kind }) => kind))];
    return kinds.map((kind) => ({
      source: name,
      text: gapText(
        gaps.filter((gap) => gap.kind === kind),
        time,
      ),
    }));
  });
}

/** All of coverage in one line. */
export function coverageLine({ sources, detectors }: Coverage, time: PeopleTime): string {
  const seen = seenSpan(sources);
  const sum = (field: 'records' | 'events' | 'unreadable') =>
    sources.reduce((total, source) => total + source[field], 0);
  const gaps = sources.reduce((total, source) => total + source.gaps.length, 0);
  return [
    counted(sources.length, 'source'),
    counted(sum('records'), 'record'),
    seen === undefined ? 'no times' : time.span(seen.first, seen.last),
    gaps === 0 ? 'no gaps' : counted(gaps, 'gap'),
    ...(sum('unreadable') > 0 ? [`${grouped(sum('unreadable'))} unreadable`] : []),
    sightWords(detectors) || 'no detector ran',
  ].join(' · ');
}

/** `2 detectors blind, 3 saw only part, 5 saw fully`. */
function sightWords(detectors: Coverage['detectors']): string {
  const words = { blind: 'blind', partial: 'saw only part', full: 'saw fully' };
  return (['blind', 'partial', 'full'] as const)
    .map((sight) => ({ sight, count: detectors.filter((detector) => detector.sight === sight).length }))
    .filter(({ count }) => count > 0)
    .map(({ sight, count }, index) => `${index === 0 ? counted(count, 'detector') : count} ${words[sight]}`)
    .join(', ');
}

function gapText(gaps: readonly CoverageGap[], time: PeopleTime): string {
  const [first] = gaps;
  if (first === undefined) return '';
  const known = gaps.filter(({ missing }) => missing !== null);
  const missing = known.reduce((total, gap) => total + (gap.missing ?? 0), 0);
  const from = least(gaps.map((gap) => gap.from));
  const to = most(gaps.map((gap) => gap.to));
  return [
    gaps.length > 1 ? `${first.kind} (${grouped(gaps.length)} times)` : first.kind,
    known.length > 0 ? `${counted(missing, 'record')} missing` : '',
    from === undefined ? '' : time.span(from, to ?? from),
    first.note,
  ]
    .filter((text) => text !== '')
    .join(' · ');
}

function least(times: readonly (number | null)[]): number | undefined {
  return times.reduce<number | undefined>(
    (best, time) => (time === null ? best : Math.min(best ?? time, time)),
    undefined,
  );
}

function most(times: readonly (number | null)[]): number | undefined {
  return times.reduce<number | undefined>(
    (best, time) => (time === null ? best : Math.max(best ?? time, time)),
    undefined,
  );
}
