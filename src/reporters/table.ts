import { visible } from '../facts/escape.ts';
import type { AuditReport, Reporter } from '../model/report.ts';
import { coverageLine } from './coverage-words.ts';
import { wrap } from './layout.ts';
import type { Page } from './page.ts';
import { painter } from './paint.ts';
import { type PeopleTime, peopleTime } from './people-time.ts';
import { coverageSection } from './table-coverage.ts';
import { findingsSection, suppressedSection } from './table-findings.ts';
import { shortSection } from './table-short.ts';
import { verdict } from './verdict.ts';

/** The report for a terminal: the verdict, the findings in short, what was seen, then each finding, worst first. */
export const table: Reporter = (report, options) => {
  const page: Page = {
    report,
    options,
    paint: painter(options.color),
    time: peopleTime(options.utc),
    width: Math.min(120, Math.max(40, options.width)),
  };
  const coverage = options.quiet
    ? wrap(coverageLine(report.coverage, page.time), page.width)
    : coverageSection(page);
  const sections = [head(page), shortSection(page), coverage, findingsSection(page), suppressedSection(page)];
  return `${sections
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n')}\n`;
};

function head(page: Page): readonly string[] {
  const verdictLines = verdictOf(page);
  return page.options.quiet
    ? verdictLines
    : [...verdictLines, ...wrap(subtitle(page), page.width).map(dim(page))];
}

/** Wraps between its parts, so that colours never run over a line. */
function verdictOf({ report, paint, width }: Page): readonly string[] {
  const parts = verdict(report);
  const plain = parts.map((pieces) => pieces.map(({ text }) => visible(text)).join('')).join(' · ');
  const lines = wrap(plain, width);
  const [counts = []] = parts;
  let first = lines[0] ?? '';
  for (const { text, severity } of counts) {
    if (severity !== undefined) first = first.replace(text, () => paint(severity, text));
  }
  return [first, ...lines.slice(1)];
}

function subtitle({ report, time }: Page): string {
  const { since, until } = report.window;
  const unbounded = since === null && until === null;
  const span = `${at(since, time)} → ${at(until ?? report.generatedAt, time)} ${time.zone}`;
  return [
    `${report.tool.name} ${report.tool.version}`,
    ...gateways(report),
    unbounded ? `times in ${time.zone}` : span,
  ]
    .map(visible)
    .join(' · ');
}

function gateways({ gateways: names }: AuditReport): readonly string[] {
  if (names.length === 0) return [];
  return [names.length > 3 ? `${names.length} gateways` : `gateway ${names.join(', ')}`];
}

function at(time: number | null, people: PeopleTime): string {
  return time === null ? 'start' : people.minute(time);
}

function dim({ paint }: Page): (line: string) => string {
  return (line) => paint('dim', line);
}
