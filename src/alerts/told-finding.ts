import { cut } from '../facts/cut.ts';
import { excerpt } from '../facts/mask.ts';
import type { DigestItem } from '../model/alert.ts';
import { type EntityKind, type Evidence, entityKinds, type Finding } from '../model/finding.ts';

/**
 * What may leave this machine of a finding: its words, masked; who and where, a few of each; where its evidence
 * stands. Not what the evidence says, and none of the facts that may quote it.
 */
export function toldFinding(finding: Finding): Finding {
  return {
    ...finding,
    title: excerpt(finding.title, 200),
    summary: excerpt(finding.summary, 1000),
    entities: few(finding.entities),
    evidence: firstAndLast(finding.evidence).map((evidence) => ({ ...evidence, excerpt: '' })),
    explanation: { ...finding.explanation, rule: excerpt(finding.explanation.rule, 200), facts: [] },
    remediation: finding.remediation.slice(0, 1).map((remedy) => excerpt(remedy, 500)),
  };
}

/** Of a finding that a digest counts. */
export function digestItem(finding: Finding, more: number): DigestItem {
  const { id, detector, gateway, severity, revision, count } = finding;
  return { id, detector, gateway, severity, revision, title: excerpt(finding.title, 160), count, more };
}

const fewEntities = 5;
const longestEntity = 200;

function few(entities: Finding['entities']): Finding['entities'] {
  const shown = (kind: EntityKind) =>
    entities[kind].slice(0, fewEntities).map((value) => cut(value, longestEntity));
  return Object.fromEntries(entityKinds.map((kind) => [kind, shown(kind)])) as {
    [K in EntityKind]: string[];
  };
}

function firstAndLast(evidence: readonly Evidence[]): readonly Evidence[] {
  return evidence.length <= 4 ? evidence : [...evidence.slice(0, 2), ...evidence.slice(-2)];
}
