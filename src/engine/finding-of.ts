import { createHash } from 'node:crypto';
import type { DetectorMeta, Report } from '../model/detector.ts';
import { type EntityKind, entityKinds, type Finding } from '../model/finding.ts';
import type { RecordedEpisode } from './episode.ts';

/** The finding that an episode has become. */
export function findingOf(
  meta: DetectorMeta,
  episode: RecordedEpisode,
  said: Report,
  open: boolean,
): Finding {
  return {
    id: findingId(meta.id, episode.gateway, episode.key, episode.openedAt),
    detector: meta.id,
    detectorVersion: meta.version,
    gateway: episode.gateway,
    title: said.title,
    summary: said.summary,
    severity: said.severity,
    confidence: said.confidence,
    status: open ? 'open' : 'closed',
    revision: episode.revision,
    incident: null,
    firstSeen: episode.openedAt,
    lastSeen: episode.lastSeen,
    count: episode.count,
    entities: perKind((kind) => episode.values(kind)),
    entityCounts: perKind((kind) => episode.seen(kind)),
    evidence: episode.evidence,
    explanation: { seen: null, threshold: null, windowMs: null, score: null, facts: [], ...said.explanation },
    remediation: said.remediation,
    references: meta.references,
    suppressedBy: null,
  };
}

/** The first 128 bits of SHA-256 over the JSON array, in hex. */
export function findingId(detector: string, gateway: string, key: string, openedAt: number): string {
  const name = JSON.stringify([detector, gateway, key, openedAt]);
  return createHash('sha256').update(name).digest('hex').slice(0, 32);
}

function perKind<V>(value: (kind: EntityKind) => V): { [K in EntityKind]: V } {
  return Object.fromEntries(entityKinds.map((kind) => [kind, value(kind)])) as { [K in EntityKind]: V };
}
