import { type EvidenceSeen, type Sight, Sightings, transcriptCure } from '../../src/detector-kit/index.ts';

export function sight(seen: EvidenceSeen): Sight {
  const { kinds, plainTypes, databasesUnread } = seen;
  const told = plainTypes.has('approvalRequests');
  const table = kinds.has('approvals');
  const transcripts = kinds.has('transcript') || plainTypes.has('toolExecution');
  return new Sightings(seen)
    .blind(
      !told && !table && !transcripts,
      'Approvals leave no line in the log: neither the database that holds them nor transcripts were read.',
      databasesUnread ? 'Run on Node 22.13 or later.' : 'Give the whole state folder (~/.openclaw).',
      'approvals',
    )
    .partial(
      !told && !table && transcripts,
      'Transcripts tell what was asked and refused, not what was allowed or ran out of time.',
      databasesUnread
        ? 'The answers lie in a database: run on Node 22.13 or later.'
        : 'Gateways since 2026.8 keep the answers: update OpenClaw, and give the whole state folder (~/.openclaw).',
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
