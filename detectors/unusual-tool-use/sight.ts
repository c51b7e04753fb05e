import { type EvidenceSeen, type Sight, Sightings } from '../../src/detector-kit/index.ts';

const export_ = 'openclaw audit --json > audit.json, and read that file as well';

/** Tool calls stand in the ledger and the transcripts; the log tells of them at debug level only. */
export function sight(seen: EvidenceSeen): Sight {
  const { kinds } = seen;
  const calls = kinds.has('ledger') || kinds.has('transcript') || kinds.has('plain');
  const log = kinds.has('gateway-log') || kinds.has('logs-json') || kinds.has('console');
  const told = kinds.has('transcript') || kinds.has('plain');
  return new Sightings()
    .blind(!calls && !log, 'no source that tells of tool calls was read', export_)
    .partial(!calls && log && !seen.debugLines, 'at log level info only tools that fail are told', export_)
    .partial(
      !told && seen.transcriptsClosed,
      'transcripts were left closed: no arguments',
      'run without --no-transcripts',
    )
    .partial(
      !told && !seen.transcriptsClosed,
      'no transcript was read: tools are known, their arguments are not',
      'read the state folder with its agents/*/sessions',
    )
    .partial(
      seen.unknownVersions.length > 0,
      `unknown version of the gateway: ${seen.unknownVersions.slice(0, 3).join(', ')}`,
      'update openclaw-audit',
    )
    .partial(
      Object.keys(seen.evictions).some((what) => what.startsWith('unusual-tool-use/')),
      'more sessions than can be remembered: some histories were forgotten',
    ).verdict;
}
