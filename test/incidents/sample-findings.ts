import { type EntityKind, entityKinds, type Finding } from '../../src/model/finding.ts';

export const minute = 60_000;
export const hour = 60 * minute;

type Entities = { readonly [K in EntityKind]?: readonly string[] };

/** A finding of `gateway` home that lasts a minute from `firstSeen` on. */
export function finding(
  id: string,
  firstSeen: number,
  named: Entities,
  more: Partial<Finding> = {},
): Finding {
  const values = (kind: EntityKind) => named[kind] ?? [];
  return {
    id,
    detector: 'repeated-auth-failures',
    detectorVersion: '1.0.0',
    gateway: 'home',
    title: `What ${id} says`,
    summary: '',
    severity: 'medium',
    confidence: 'high',
    status: 'open',
    revision: 1,
    incident: null,
    firstSeen,
    lastSeen: firstSeen + minute,
    count: 5,
    entities: perKind((kind) => values(kind).slice(0, 100)),
    entityCounts: perKind((kind) => values(kind).length),
    evidence: [
      {
        source: { name: 'gateway.log', line: 1, offset: 0 },
        time: firstSeen,
        trust: 'recorded',
        excerpt: 'first',
      },
      {
        source: { name: 'gateway.log', line: 9, offset: 90 },
        time: firstSeen + minute,
        trust: 'recorded',
        excerpt: 'last',
      },
    ],
    explanation: { rule: '', seen: null, threshold: null, windowMs: null, score: null, facts: [] },
    remediation: [],
    references: { attack: [], atlas: [], owasp: [], openclaw: [] },
    suppressedBy: null,
    ...more,
  };
}

function perKind<Value>(value: (kind: EntityKind) => Value): { [K in EntityKind]: Value } {
  return Object.fromEntries(entityKinds.map((kind) => [kind, value(kind)])) as { [K in EntityKind]: Value };
}
