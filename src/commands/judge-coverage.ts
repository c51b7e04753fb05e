import type { EnabledDetector } from '../engine/engine.ts';
import type {
  Coverage,
  CoverageGap,
  EvidenceSeen,
  SourceCoverage,
  UnknownTemplate,
} from '../model/coverage.ts';
import type { SourceKind } from '../model/source.ts';
import { quietLogs } from './quiet-logs.ts';
import type { ReadEvidence } from './read-evidence.ts';

export interface Judging {
  readonly evidence: ReadEvidence;
  readonly detectors: readonly EnabledDetector[];
  readonly evictions: { readonly [what: string]: number };
  readonly transcriptsClosed: boolean;
}

/** Evidence of an attack on the evidence, but nothing that is missing. */
const notMissing = new Set(['conflict', 'forged', 'closed']);

/** What was read, what is missing from it, and what each detector can see by it. */
export function judgeCoverage({ evidence, detectors, evictions, transcriptsClosed }: Judging): Coverage {
  const sources = [...evidence.sources.map((source) => source.coverage()), ...unreadable(evidence)];
  const seen = whatIsSeen(evidence, sources, evictions, transcriptsClosed);
  return {
    complete: sources.every(isComplete),
    sources,
    detectors: detectors.map(({ detector }) => ({ id: detector.meta.id, ...detector.sight(seen) })),
    unknown: unknownTemplates(evidence),
    ignored: evidence.ignored,
  };
}

function unreadable({ problems, gateways }: ReadEvidence): readonly SourceCoverage[] {
  return problems.map(({ kind, name, note }) => ({
    name,
    kind: 'unknown',
    gateway: gateways[0] ?? '',
    ...{ bytes: 0, records: 0, events: 0, unreadable: 0, first: null, last: null },
    gaps: [{ kind, from: null, to: null, missing: null, note }],
  }));
}

function isComplete({ gaps, unreadable: count }: SourceCoverage): boolean {
  return count === 0 && !gaps.some(({ kind }: CoverageGap) => isMissing(kind));
}

/** Whether a gap of this kind means that records are missing. */
export function isMissing(kind: string): boolean {
  return !notMissing.has(kind);
}

function whatIsSeen(
  evidence: ReadEvidence,
  sources: readonly SourceCoverage[],
  evictions: Judging['evictions'],
  transcriptsClosed: boolean,
): EvidenceSeen {
  const { sources: decoders, proxiesKnown, unresolvedClients } = evidence;
  const versions = new Set(decoders.flatMap(({ seen }) => [...seen.versions]));
  for (const { version } of evidence.configs.values()) if (version) versions.add(version);
  return {
    ...kindsOf(evidence, sources),
    debugLines: decoders.some(({ seen }) => seen.debugLines),
    verboseLines: decoders.some(({ seen }) => seen.verboseLines),
    quietLogs: quietLogs(evidence),
    ownerKnown: decoders.some(({ seen }) => seen.ownerKnown),
    transcriptsClosed,
    plainTypes: new Set(decoders.flatMap(({ seen }) => [...seen.plainTypes])),
    databasesUnread: evidence.problems.some(({ name }) => name.includes('.sqlite')),
    proxiesKnown,
    unresolvedClients,
    versions: [...versions].sort(),
    unknownVersions: [...versions].filter((version) => !isKnown(version)).sort(),
    unknownTemplates: decoders.reduce((sum, { unknown }) => sum + unknown.size, 0),
    unreadable: sources.reduce((sum, source) => sum + source.unreadable, 0),
    evictions: { ...evidence.evictions, ...evictions },
  };
}

function kindsOf({ empty, configs }: ReadEvidence, sources: readonly SourceCoverage[]) {
  const idle = sources.filter(({ records }) => records === 0);
  const emptyKinds = new Set([...empty, ...kindsIn(idle.filter(isComplete))]);
  // That no run was kept says nothing where none is.
  if ([...configs.values()].some(({ posture }) => posture.auditEnabled === false))
    emptyKinds.delete('ledger');
  return {
    kinds: new Set(kindsIn(sources.filter(({ records }) => records > 0))),
    emptyKinds,
    unreadKinds: new Set(kindsIn(idle.filter((source) => !isComplete(source)))),
  };
}

function kindsIn(sources: readonly SourceCoverage[]): readonly SourceKind[] {
  return sources.flatMap(({ kind }) => (kind === 'unknown' ? [] : [kind]));
}

/** Between the oldest and the newest version whose lines were checked. */
function isKnown(version: string): boolean {
  const [year = 0, month = 0, day = 0] = version.split('.').map(Number);
  const order = year * 10_000 + month * 100 + day;
  return order >= 20_260_129 && order <= 20_260_906;
}

function unknownTemplates({ sources }: ReadEvidence): readonly UnknownTemplate[] {
  const all = new Map<string, UnknownTemplate>();
  for (const { unknown } of sources) {
    for (const [key, template] of unknown) {
      all.set(key, { ...template, count: template.count + (all.get(key)?.count ?? 0) });
    }
  }
  return [...all.values()].sort((a, b) => b.count - a.count);
}
