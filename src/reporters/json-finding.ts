import { type EntityKind, type Evidence, entityKinds, type Finding } from '../model/finding.ts';
import { isoTime } from './iso-time.ts';
import { toJsonPosition } from './json-position.ts';

/** A finding as in the contract, in the order of the contract. */
export function toJsonFinding(finding: Finding) {
  const { explanation, references } = finding;
  return {
    id: finding.id,
    detector: finding.detector,
    detectorVersion: finding.detectorVersion,
    gateway: finding.gateway,
    title: finding.title,
    summary: finding.summary,
    severity: finding.severity,
    confidence: finding.confidence,
    status: finding.status,
    revision: finding.revision,
    incident: finding.incident,
    firstSeen: isoTime(finding.firstSeen),
    lastSeen: isoTime(finding.lastSeen),
    count: finding.count,
    entities: byKind((kind) => finding.entities[kind]),
    entityCounts: byKind((kind) => finding.entityCounts[kind]),
    evidence: finding.evidence.map(toJsonEvidence),
    explanation: {
      rule: explanation.rule,
      seen: explanation.seen,
      threshold: explanation.threshold,
      windowMs: explanation.windowMs,
      score: explanation.score,
      facts: explanation.facts.map(({ name, value, number }) => ({ name, value, number })),
    },
    remediation: finding.remediation,
    references: {
      attack: references.attack,
      atlas: references.atlas,
      owasp: references.owasp,
      openclaw: references.openclaw,
    },
    suppressedBy: finding.suppressedBy,
  };
}

function byKind<Value>(of: (kind: EntityKind) => Value): { [K in EntityKind]: Value } {
  return Object.fromEntries(entityKinds.map((kind) => [kind, of(kind)])) as { [K in EntityKind]: Value };
}

function toJsonEvidence({ source, time, trust, excerpt }: Evidence) {
  return { source: toJsonPosition(source), time: isoTime(time), trust, excerpt };
}
