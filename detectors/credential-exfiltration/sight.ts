import {
  type EvidenceSeen,
  isLookedInto,
  type Sight,
  Sightings,
  transcriptCure,
} from '../../src/detector-kit/index.ts';

export function sight(seen: EvidenceSeen): Sight {
  const told = seen.plainTypes.has('toolExecution');
  const words = isLookedInto(seen, 'transcript', 'trajectory');
  return new Sightings(seen)
    .blind(
      !told && !words,
      'What a call reads and where it sends stands in the transcripts alone.',
      transcriptCure(seen),
      'what calls read and send',
    )
    .forgetful(
      ['credential-exfiltration'],
      'So many destinations were talked to that some had to be forgotten.',
    ).verdict;
}
