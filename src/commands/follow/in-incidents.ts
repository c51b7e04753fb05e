import { incidentsOf, withIncidents } from '../../incidents/incidents-of.ts';
import type { Finding } from '../../model/finding.ts';

/** In a flood of findings none says much of another, and looking for ties would hold up the alerts. */
const mostFindings = 300;

/** The told findings, each with the incident that it is part of among all that are open. */
export function inIncidents(told: readonly Finding[], open: () => readonly Finding[]): readonly Finding[] {
  if (told.length === 0) return told;
  const all = open();
  if (all.length > mostFindings) return told;
  const named = new Map(withIncidents(all, incidentsOf(all)).map((finding) => [finding.id, finding]));
  return told.map((finding) => named.get(finding.id) ?? finding);
}
