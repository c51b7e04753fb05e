import { entityKinds, type Finding } from '../../model/finding.ts';

/** Findings that none of the others tells of: with other thresholds, the same one may begin later under another id. */
export function untold(findings: readonly Finding[], others: readonly Finding[]): readonly Finding[] {
  return findings.filter((finding) => !others.some((other) => isSameStory(finding, other)));
}

function isSameStory(a: Finding, b: Finding): boolean {
  if (a.id === b.id) return true;
  if (a.detector !== b.detector || a.gateway !== b.gateway) return false;
  if (a.firstSeen > b.lastSeen || b.firstSeen > a.lastSeen) return false;
  return entityKinds.some((kind) => a.entities[kind].some((value) => b.entities[kind].includes(value)));
}
