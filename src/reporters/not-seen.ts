import type { Coverage } from '../model/coverage.ts';
import { gapLines } from './coverage-words.ts';
import type { PeopleTime } from './people-time.ts';
import type { SectionLine } from './sections.ts';

const fewReasons = 6;

/** Why silence proves nothing: what detectors cannot see, and what is missing of the evidence. */
export function notSeen(coverage: Coverage, time: PeopleTime, all: boolean): readonly SectionLine[] {
  const gaps = gapLines(coverage, time).map(({ source, text }) => `${fileOf(source)}: ${text}`);
  const reasons = coverage.detectors.flatMap(({ sight, because }) => (sight === 'full' ? [] : because));
  const texts = [...new Set([...gaps, ...reasons])];
  const shown = texts.slice(0, all ? undefined : fewReasons);
  const more = texts.length - shown.length;
  return [
    ...shown.map((text) => ({ label: '·', text })),
    ...(more > 0 ? [{ label: '·', text: `and ${more} more (--verbose)` }] : []),
    ...(texts.length > 0 ? [{ label: '→', text: '`openclaw-audit coverage` says what cures it.' }] : []),
  ];
}

function fileOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
