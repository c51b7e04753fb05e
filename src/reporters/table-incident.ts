import { visible } from '../facts/escape.ts';
import type { Finding } from '../model/finding.ts';
import type { Incident } from '../model/incident.ts';
import { type IncidentView, incidentRows, type StoryRow, storyRows } from './incident-rows.ts';
import { shorten, wrapAtMost } from './layout.ts';
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
    ...storyRows(incident, view).flatMap((row, index) => storyLines(row, index === 0, page)),
    ...under('id', `${visible(id)} · incident`, width).map((line) => paint('dim', line)),
  ];
}

/** One line each; where all is told, two. */
function storyLines({ when, text }: StoryRow, isFirst: boolean, page: Page): readonly string[] {
  const { options, paint, width } = page;
  const indent = ' '.repeat(textIndent);
  const label = paint('dim', isFirst ? '  story'.padEnd(textIndent) : indent);
  const words = visible(text);
  const room = width - textIndent - when.length - 2;
  const [first, ...others] = options.verbose ? wrapAtMost(words, room, 2) : [shorten(words, room)];
  return [
    `${label}${when}  ${first}`,
    ...others.map((line) => `${indent}${' '.repeat(when.length)}  ${line}`),
  ];
}
