import type { Coverage, CoverageGap, SourceCoverage } from '../model/coverage.ts';
import { isoTimeOrNull } from './iso-time.ts';

/** What was read and seen, as in the contract. */
export function toJsonCoverage(coverage: Coverage) {
  return {
    complete: coverage.complete,
    sources: coverage.sources.map(toJsonSource),
    detectors: coverage.detectors.map(({ id, sight, because, cure }) => ({ id, sight, because, cure })),
    unknown: coverage.unknown.map(({ subsystem, level, template, count }) => ({
      subsystem,
      level,
      template,
      count,
    })),
    ignored: coverage.ignored,
  };
}

function toJsonSource(source: SourceCoverage) {
  return {
    name: source.name,
    kind: source.kind,
    gateway: source.gateway,
    bytes: source.bytes,
    records: source.records,
    events: source.events,
    unreadable: source.unreadable,
    first: isoTimeOrNull(source.first),
    last: isoTimeOrNull(source.last),
    gaps: source.gaps.map(toJsonGap),
  };
}

function toJsonGap({ kind, from, to, missing, note }: CoverageGap) {
  return { kind, from: isoTimeOrNull(from), to: isoTimeOrNull(to), missing, note };
}
