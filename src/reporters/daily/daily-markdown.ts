import type { Finding } from '../../model/finding.ts';
import type { ReporterOptions } from '../../model/report.ts';
import { markdownCode, markdownText } from '../markdown-text.ts';
import { type PeopleTime, peopleTime } from '../people-time.ts';
import { blindWords } from './blind-words.ts';
import { explainCommand, reportCommand } from './daily-commands.ts';
import { findingNumbers, firstStep, shownFindings } from './day-findings.ts';
import type { DailyReport, DaySummary } from './day-summary.ts';
import { dayName, dayVerdict, lossWords } from './day-words.ts';
import { missingWords } from './missing-words.ts';

/** The same for a mail, an issue or a chat. */
export function dailyMarkdown(report: DailyReport, options: ReporterOptions): string {
  const blocks = report.days.flatMap((day) => dayBlocks(day, report, options));
  return `${blocks.join('\n\n')}\n`;
}

function dayBlocks(
  day: DaySummary,
  report: DailyReport,
  { utc, verbose }: ReporterOptions,
): readonly string[] {
  const time = peopleTime(utc);
  const { fresh, ongoing, more } = shownFindings(day, verbose);
  const first = firstStep(day);
  const title = [dayName(day), `gateway ${report.gateways.join(', ')}`, time.zone].join(' · ');
  const losses = [
    ...lossWords(day, time),
    ...missingWords(day, report.coverage).map((text) => `missing: ${text}`),
  ];
  return [
    `## ${markdownText(title)}`,
    `**${markdownText(dayVerdict(day))}**`,
    `Blind: ${markdownText(blindWords(report.coverage).join(', ') || 'nothing')}`,
    ...(report.news.blind.length > 0
      ? [`**Newly blind:** ${markdownText(report.news.blind.join(', '))}`]
      : []),
    ...(losses.length > 0 ? [losses.map((text) => `- ${markdownText(text)}`).join('\n')] : []),
    ...list('New', fresh, day, time),
    ...list('Goes on', ongoing, day, time),
    ...(more > 0 ? [`And ${more} more: ${markdownCode(reportCommand(day, report, time))}`] : []),
    ...(first
      ? [`**Do first:** ${markdownText(first.step)} (${markdownCode(explainCommand(first, report))})`]
      : []),
  ];
}

function list(
  title: string,
  findings: readonly Finding[],
  day: DaySummary,
  time: PeopleTime,
): readonly string[] {
  if (findings.length === 0) return [];
  const items = findings.map((finding) => {
    const { severity, summary, title: name } = finding;
    return `- **${severity}** ${markdownText(summary || name)} (${markdownText(findingNumbers(finding, day, time).join(' · '))})`;
  });
  return [`### ${title}`, items.join('\n')];
}
