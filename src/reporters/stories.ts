import { rankOf } from '../facts/severity.ts';
import type { Finding } from '../model/finding.ts';
import type { Incident } from '../model/incident.ts';
import type { AuditReport } from '../model/report.ts';

/** An incident with those of its findings that the report shows, or a finding that stands alone. */
export interface Story {
  readonly incident: Incident | undefined;
  readonly findings: readonly Finding[];
}

/** Worst first; among equals, incidents first. */
export function storiesOf({ findings, incidents }: AuditReport): readonly Story[] {
  const incidentById = new Map(incidents.map((incident) => [incident.id, incident]));
  const stories = new Map<string, Finding[]>();
  for (const finding of findings) {
    const name = finding.incident ?? finding.id;
    const story = stories.get(name);
    if (story) story.push(finding);
    else stories.set(name, [finding]);
  }
  return [...stories]
    .map(([name, told]) => ({ incident: incidentById.get(name), findings: told }))
    .sort((a, b) => urgency(b) - urgency(a));
}

function urgency({ incident, findings: [worst] }: Story): number {
  const severity = incident?.severity ?? worst?.severity ?? 'info';
  return 2 * rankOf(severity) + (incident ? 1 : 0);
}
