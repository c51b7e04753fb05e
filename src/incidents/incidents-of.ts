import type { Finding } from '../model/finding.ts';
import type { Incident } from '../model/incident.ts';
import { incidentOf } from './incident-of.ts';
import { linkedFindings } from './linked-findings.ts';

/**
 * The incidents that findings make, oldest first. A finding that stands alone is none. Suppressed findings and
 * mere information join nobody. The same findings give the same incidents, in whatever order they come.
 */
export function incidentsOf(findings: readonly Finding[]): readonly Incident[] {
  return linkedFindings(findings.filter(counts).sort(byAge)).map(incidentOf);
}

/** The same findings, each with the incident that it is part of. */
export function withIncidents(
  findings: readonly Finding[],
  incidents: readonly Incident[],
): readonly Finding[] {
  const incidentById = new Map(incidents.flatMap(({ id, findings: ids }) => ids.map((one) => [one, id])));
  return findings.map((finding) => ({ ...finding, incident: incidentById.get(finding.id) ?? null }));
}

function counts({ severity, suppressedBy }: Finding): boolean {
  return severity !== 'info' && suppressedBy === null;
}

function byAge(a: Finding, b: Finding): number {
  return a.firstSeen - b.firstSeen || (a.id < b.id ? -1 : 1);
}
