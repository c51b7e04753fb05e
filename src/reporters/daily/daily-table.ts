import { visible } from '../../facts/escape.ts';
import type { Finding } from '../../model/finding.ts';
import type { ReporterOptions } from '../../model/report.ts';
import { textWidth, wrap, wrapAround } from '../layout.ts';
import { type Paint, painter } from '../paint.ts';
import { type PeopleTime, peopleTime } from '../people-time.ts';
import { textIndent } from '../under.ts';
import { blindWords } from './blind-words.ts';
import { explainCommand, reportCommand } from './daily-commands.ts';
import { findingNumbers, firstStep, shownFindings } from './day-findings.ts';
import type { DailyReport, DaySummary } from './day-summary.ts';
import { dayName, dayVerdictLines, lossWords } from './day-words.ts';
import { missingWords } from './missing-words.ts';

interface DailyPage {
  readonly report: DailyReport;
  readonly options: ReporterOptions;
  readonly paint: Paint;
  readonly time: PeopleTime;
  readonly width: number;
}

/** Read in twenty seconds: three lines for a quiet day; else what is new, what goes on, what to do first. */
export function dailyTable(report: DailyReport, options: ReporterOptions): string {
  const page: DailyPage = {
    report,
    options,
    paint: painter(options.color),
    time: peopleTime(options.utc),
    width: Math.min(120, Math.max(40, options.width)),
  };
  const [only, ...others] = report.days;
  const blocks =
    only && others.length === 0
      ? [dayLines(only, page, blindLines(page))]
      : [blindLines(page), ...report.days.map((day) => dayLines(day, page, []))];
  return `${blocks.map((lines) => lines.join('\n')).join('\n\n')}\n`;
}

function dayLines(day: DaySummary, page: DailyPage, blind: readonly string[]): readonly string[] {
  const { report, paint, time, width } = page;
  const { gateways } = report;
  const whose = gateways.length > 3 ? `${gateways.length} gateways` : `gateway ${gateways.join(', ')}`;
  const missing = missingWords(day, report.coverage);
  const plain = [
    ...dayVerdictLines(day).flatMap((line) => wrap(glued(visible(line)), width)),
    ...lossWords(day, time).flatMap((text) => wrap(visible(text), width)),
    ...(missing.length > 0 ? wrap(visible(`missing: ${missing.join('; ')}`), width) : []),
  ];
  return [
    paint('bold', [dayName(day), visible(whose), time.zone].join(' · ')),
    ...plain,
    ...blind,
    ...findingBlocks(day, page),
  ];
}

/** No line ends between a number and what it counts. */
function glued(text: string): string {
  return text.replace(/(\d) (?=[a-z])/g, '$1\u00a0');
}

/** As many as one line holds. */
function blindLines(page: DailyPage): readonly string[] {
  const newlyBlind = page.report.news.blind;
  const since =
    newlyBlind.length === 0 ? [] : wrap(visible(`newly blind: ${newlyBlind.join(', ')}`), page.width);
  return [...since.map((line) => page.paint('bold', line)), blindLine(page)];
}

function blindLine({ report, width }: DailyPage): string {
  const words = blindWords(report.coverage).map(visible);
  if (words.length === 0) return 'blind: nothing';
  for (let shown = words.length; shown > 0; shown--) {
    const more = words.length - shown;
    const line = `blind: ${words.slice(0, shown).join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
    if (textWidth(line) <= width) return line;
  }
  return `blind: ${words.length} things (openclaw-audit coverage)`;
}

function findingBlocks(day: DaySummary, page: DailyPage): readonly string[] {
  const { report, time, options } = page;
  const { fresh, ongoing, more } = shownFindings(day, options.verbose);
  const block = (title: string, findings: readonly Finding[]) =>
    findings.length === 0
      ? []
      : ['', page.paint('bold', title), ...findings.flatMap((finding) => findingLines(finding, day, page))];
  return [
    ...block('NEW', fresh),
    ...block('GOES ON', ongoing),
    ...(more > 0 ? indented(`and ${more} more: ${reportCommand(day, report, time)}`, page) : []),
    ...firstLines(day, page),
  ];
}

function findingLines(finding: Finding, day: DaySummary, page: DailyPage): readonly string[] {
  const { severity, title, summary, gateway } = finding;
  const { paint, time, width, report } = page;
  const numbers = findingNumbers(finding, day, time);
  const where = report.gateways.length > 1 ? [gateway, ...numbers] : numbers;
  return [
    ...wrap(visible(summary || title), width - textIndent).map((line, index) => {
      const badge = (index === 0 ? severity.toUpperCase() : '').padEnd(textIndent);
      return paint(severity, badge) + line;
    }),
    ...indented(where.join(' · '), page).map((line) => paint('dim', line)),
  ];
}

function firstLines(day: DaySummary, page: DailyPage): readonly string[] {
  const first = firstStep(day);
  if (!first) return [];
  const text = [first.step, `The whole story: ${explainCommand(first, page.report)}`];
  const [head = '', ...rest] = text.filter(Boolean).flatMap((step) => stepLines(step, page));
  return ['', page.paint('bold', 'DO FIRST'.padEnd(textIndent)) + head.slice(textIndent), ...rest];
}

function stepLines(step: string, { width }: DailyPage): readonly string[] {
  return wrapAround(visible(step), width - textIndent).map((line) => ' '.repeat(textIndent) + line);
}

function indented(text: string, { width }: DailyPage): readonly string[] {
  return wrap(visible(text), width - textIndent).map((line) => ' '.repeat(textIndent) + line);
}
