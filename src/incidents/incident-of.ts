import { createHash } from 'node:crypto';
import { worstOf } from '../facts/severity.ts';
import { type EntityKind, entityKinds, type Finding } from '../model/finding.ts';
import type { Incident } from '../model/incident.ts';
import type { LinkedFindings } from './linked-findings.ts';
import { storyOf } from './story.ts';
import { timelineOf } from './timeline.ts';

const mostEntities = 100;
const mostShared = 10;

export function incidentOf({ findings, shared }: LinkedFindings): Incident {
  const [oldest] = findings;
  return {
    id: incidentId(oldest),
    gateway: oldest.gateway,
    title: storyOf(findings, shared),
    severity: worstOf(findings.map(({ severity }) => severity)),
    firstSeen: oldest.firstSeen,
    lastSeen: Math.max(...findings.map(({ lastSeen }) => lastSeen)),
    findings: findings.map(({ id }) => id),
    shared: shared.slice(0, mostShared),
    entities: allEntities(findings),
    ...timelineOf(findings),
  };
}

/** The first 128 bits of SHA-256 over the JSON array, in hex: as of findings. */
function incidentId({ gateway, id }: Finding): string {
  const name = JSON.stringify(['incident', gateway, id]);
  return createHash('sha256').update(name).digest('hex').slice(0, 32);
}

function allEntities(findings: readonly Finding[]): Finding['entities'] {
  const named = (kind: EntityKind) => {
    const values = new Set<string>();
    for (const { entities } of findings)
      for (const value of entities[kind]) if (values.size < mostEntities) values.add(value);
    return [...values];
  };
  return Object.fromEntries(entityKinds.map((kind) => [kind, named(kind)])) as {
    [K in EntityKind]: string[];
  };
}
