import {
  type EvidenceSeen,
  isLogRead,
  isLookedInto,
  type Sight,
  Sightings,
  transcriptCure,
} from '../../src/detector-kit/index.ts';

const ledger = 'Save the ledger and read it as well: `openclaw audit --json > audit.json`.';

/** Tool calls stand in the ledger and the transcripts; the log tells of them at debug level only. */
export function sight(seen: EvidenceSeen): Sight {
  const { plainTypes, debugLines } = seen;
  const told = isLookedInto(seen, 'transcript') || plainTypes.has('toolExecution');
  const calls = told || isLookedInto(seen, 'ledger');
  const log = isLogRead(seen);
  return new Sightings(seen)
    .blind(
      !calls && !log,
      'Neither transcripts nor the ledger were read, nor a gateway log: nothing else tells of tool calls.',
      transcriptCure(seen),
      'tool calls',
    )
    .quiet(!calls, {
      error: 'tools that fail',
      ...(debugLines && { info: 'tools that succeed', best: 'debug' }),
    })
    .partial(
      !calls && log && !debugLines,
      'At log level info only tools that fail are told.',
      ledger,
      'tools that succeed',
    )
    .partial(
      !told && (calls || log),
      'No transcript was read: tools are known, their arguments are not.',
      transcriptCure(seen),
      'tool arguments',
    )
    .forgetful(
      ['unusual-tool-use'],
      'More sessions were active than can be remembered: some histories were forgotten.',
    ).verdict;
}
