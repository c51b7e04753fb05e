import { visible } from '../facts/escape.ts';
import type { Finding } from '../model/finding.ts';
import type { Incident } from '../model/incident.ts';
import { type IncidentView, incidentRows, storyRows } from './incident-rows.ts';
import { shorten } from './layout.ts';
import type { Page } from './page.ts';
import { badged, labelled } from './table-lines.ts';
import { textIndent, under } from './under.ts';

/** What stands above the findings of an incident. */
export function incidentLines(incident: Incident, told: readonly Finding[], page: Page): readonly string[] {
  const { report, options, time, paint, width } = page;
  const view: IncidentView = { time, now: report.generatedAt, told, verbose: options.verbose };
  const id = options.verbose ? incident.id : incident.id.slice(0, 12);
  return [
    ...badged(incident.severity, `Incident: ${visible(incident.title)}`, page),
    ...incidentRows(incident, view).flatMap(({ label, text }) => labelled(label, visible(text), page)),
    ...storyRows(incident, view).map(({ when, text }, index) => {
      const label = (index === 0 ? '  story' : '').padEnd(textIndent);
      return paint('dim', label) + shorten(`${when}  ${visible(text)}`, width - textIndent);
    }),
    ...under('id', `${visible(id)} · incident`, width).map((line) => paint('dim', line)),
  ];
}
