import {
  areOlder,
  cureOf,
  type EvidenceSeen,
  isLookedInto,
  type Sight,
  Sightings,
  transcriptCure,
} from '../../src/detector-kit/index.ts';

export function sight(seen: EvidenceSeen): Sight {
  const told = seen.plainTypes.has('approvalRequests');
  const table = isLookedInto(seen, 'approvals');
  const transcripts = isLookedInto(seen, 'transcript') || seen.plainTypes.has('toolExecution');
  return new Sightings(seen)
    .blind(
      !told && !table && !transcripts,
      'Approvals leave no line in the log: neither the database that holds them nor transcripts were read.',
      cureOf(seen, ['approvals'], 'Give the whole state folder (~/.openclaw).'),
      'approvals',
    )
    .partial(
      !told && !table && transcripts,
      'Transcripts tell what was asked and refused, not what was allowed or ran out of time.',
      cureOf(seen, ['approvals'], whereAnswersAre(seen)),
      'answers to approvals',
    )
    .partial(
      !transcripts && (told || table),
      'No transcript was read: whether an agent went on after a refusal by other means is not known.',
      transcriptCure(seen),
      'what ran after a refusal',
    )
    .forgetful(['approval-abuse', 'linker/requests'], 'More agents asked than can be remembered.').verdict;
}

function whereAnswersAre(seen: EvidenceSeen): string {
  return areOlder(seen, 2026_08)
    ? 'Gateways since 2026.8 keep the answers: update OpenClaw.'
    : 'Gateways since 2026.8 keep the answers in a database: give the whole state folder (~/.openclaw).';
}
