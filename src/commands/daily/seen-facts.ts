import { latest } from '../../facts/latest.ts';
import { type ArchiveFacts, noFacts } from '../../state/archive-facts.ts';
import type { SeenInSource } from '../source-figures.ts';

/** What the records of some sources proved to be visible, as an archive keeps it. */
export function seenFacts(seen: readonly SeenInSource[]): ArchiveFacts {
  return {
    ...noFacts,
    debugLines: seen.some(({ debugLines }) => debugLines),
    verboseLines: seen.some(({ verboseLines }) => verboseLines),
    ownerKnown: seen.some(({ ownerKnown }) => ownerKnown),
    levelChanged: latest(seen.map(({ levelChanged }) => levelChanged)),
    infoLine: latest(seen.map(({ infoLine }) => infoLine)),
    versions: [...new Set(seen.flatMap(({ versions }) => [...versions]))].sort(),
    plainTypes: [...new Set(seen.flatMap(({ plainTypes }) => [...plainTypes]))].sort(),
  };
}
