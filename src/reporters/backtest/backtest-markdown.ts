import type { ReporterOptions } from '../../model/report.ts';
import { blindWords } from '../daily/blind-words.ts';
import { markdownText } from '../markdown-text.ts';
import { peopleTime } from '../people-time.ts';
import type { BacktestReport } from './backtest-report.ts';
import { backtestRows, heads } from './backtest-rows.ts';
import { budgetWords, evidenceWords } from './backtest-words.ts';
import { settingsSnippet } from './settings-snippet.ts';

/** The same for an issue or a chat. */
export function backtestMarkdown(report: BacktestReport, { utc }: ReporterOptions): string {
  const snippet = settingsSnippet(report);
  const where = `gateway ${report.gateways.join(', ')} · days in ${peopleTime(utc).zone}`;
  const blocks = [
    `## ${markdownText(budgetWords(report))}`,
    `${markdownText(evidenceWords(report))} · ${markdownText(where)}`,
    `Blind: ${markdownText(blindWords(report.coverage).join(', ') || 'nothing')}`,
    table(report),
    ...(snippet.length > 0 ? [['```json5', ...snippet, '```'].join('\n')] : []),
  ];
  return `${blocks.join('\n\n')}\n`;
}

function table(report: BacktestReport): string {
  const row = (cells: readonly string[]) => `| ${cells.map(markdownText).join(' | ')} |`;
  return [row(heads), '| --- | ---: | ---: | ---: | ---: | --- |', ...backtestRows(report).map(row)].join(
    '\n',
  );
}
