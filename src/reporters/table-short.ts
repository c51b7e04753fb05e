import { visible } from '../facts/escape.ts';
import { shortId } from '../facts/short-id.ts';
import type { EntityKind, Finding } from '../model/finding.ts';
import { grouped } from './counted.ts';
import { shorten } from './layout.ts';
import type { Page } from './page.ts';
import { type Story, storiesOf } from './stories.ts';
import { textIndent } from './under.ts';

const mostLines = 20;

/** What follows, a line for each attack: how bad, when, what, and about whom. Nothing where one is all. */
export function shortSection(page: Page): readonly string[] {
  const stories = storiesOf(page.report);
  if (stories.length < 2 || page.options.quiet) return [];
  const shown = stories.slice(0, mostLines);
  const more = stories.length - shown.length;
  const clock = clockOf(stories, page);
  return [
    page.paint('bold', 'IN SHORT'),
    ...shown.map((story) => storyLine(story, clock, page)),
    ...(more > 0 ? [`${' '.repeat(textIndent)}and ${grouped(more)} more`] : []),
  ];
}

function storyLine(story: Story, clock: (time: number) => string, { paint, width }: Page): string {
  const { incident, findings } = story;
  const [worst] = findings;
  const severity = incident?.severity ?? worst?.severity ?? 'info';
  const text = incident
    ? `Incident of ${grouped(incident.findings.length)}: ${incident.title}`
    : alone(worst);
  const when = clock(incident?.firstSeen ?? worst?.firstSeen ?? 0);
  const line = shorten(visible(`${when}  ${text}`), width - textIndent);
  return paint(severity, severity.toUpperCase().padEnd(textIndent)) + line;
}

function alone(finding: Finding | undefined): string {
  if (!finding) return '';
  return [finding.title, ...subject(finding)].join(' · ');
}

/** What it is about, in the order in which a reader would ask. */
const subjects: readonly EntityKind[] = ['ips', 'sessions', 'actors', 'devices', 'agents'];

function subject({ entities, entityCounts }: Finding): readonly string[] {
  const kind = subjects.find((each) => entities[each].length > 0);
  const [first] = kind ? entities[kind] : [];
  if (!kind || first === undefined) return [];
  const more = entityCounts[kind] - 1;
  return [`${kind === 'devices' ? shortId(first) : first}${more > 0 ? ` and ${grouped(more)} more` : ''}`];
}

/** The time of day, and the date where there are several. */
function clockOf(stories: readonly Story[], { time }: Page): (at: number) => string {
  const minutes = stories.flatMap(({ findings }) => findings.map(({ firstSeen }) => time.minute(firstSeen)));
  const days = new Set(minutes.map((minute) => minute.slice(0, 10)));
  return (at) => time.minute(at).slice(days.size > 1 ? 5 : 11);
}
