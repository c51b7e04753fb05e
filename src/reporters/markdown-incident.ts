import type { Incident } from '../model/incident.ts';
import { type IncidentView, incidentRows, storyRows } from './incident-rows.ts';
import { markdownCode, markdownText } from './markdown-text.ts';

/** What stands above the findings of an incident. */
export function incidentBlocks(incident: Incident, view: IncidentView): readonly string[] {
  const rows = incidentRows(incident, view).map(({ label, text }) => `- **${label}** ${markdownText(text)}`);
  const story = storyRows(incident, view).map(({ when, text }) => `- ${markdownText(`${when} ${text}`)}`);
  return [
    `### ${incident.severity.toUpperCase()}: Incident: ${markdownText(incident.title)}`,
    rows.join('\n'),
    'Story',
    story.join('\n'),
    `${markdownCode(incident.id)} · incident`,
  ];
}
