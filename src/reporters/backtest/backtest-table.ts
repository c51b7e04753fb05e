import Table from 'cli-table3';
import { visible } from '../../facts/escape.ts';
import type { ReporterOptions } from '../../model/report.ts';
import { blindWords } from '../daily/blind-words.ts';
import { shorten, textWidth, wrap } from '../layout.ts';
import { type Paint, painter } from '../paint.ts';
import { peopleTime } from '../people-time.ts';
import type { BacktestReport } from './backtest-report.ts';
import { backtestRows, heads } from './backtest-rows.ts';
import { budgetWords, evidenceWords } from './backtest-words.ts';
import { settingsSnippet } from './settings-snippet.ts';

/** How loud each detector would have been, then the settings to paste. */
export function backtestTable(report: BacktestReport, options: ReporterOptions): string {
  const width = Math.min(120, Math.max(60, options.width));
  const paint = painter(options.color);
  const blocks = [
    head(report, options, width).map((line, index) => (index === 0 ? paint('bold', line) : line)),
    grid(report, width, paint),
    snippet(report, width, paint),
  ];
  return `${blocks
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n')}\n`;
}

function head(report: BacktestReport, { utc }: ReporterOptions, width: number): readonly string[] {
  const { tool, gateways, coverage } = report;
  const name = gateways.length > 3 ? `${gateways.length} gateways` : `gateway ${gateways.join(', ')}`;
  const blind = blindWords(coverage).join(', ');
  return [
    budgetWords(report),
    evidenceWords(report),
    `${tool.name} ${tool.version} · ${name} · days in ${peopleTime(utc).zone}`,
    `blind: ${blind || 'nothing'}`,
  ].flatMap((line) => wrap(visible(line), width));
}

function grid(report: BacktestReport, width: number, paint: Paint): readonly string[] {
  const rows = backtestRows(report).map(([id = '', ...cells]) => [shorten(id, longestId), ...cells]);
  const room = width - usedBy(rows);
  const table = new Table({
    head: heads.map((text) => paint('dim', text)),
    colAligns: ['left', 'right', 'right', 'right', 'right', 'left'],
    style: { 'padding-left': 0, 'padding-right': 0, head: [], border: [], compact: true },
    chars,
  });
  for (const row of rows) table.push([...row.slice(0, -1), wrap(row.at(-1) ?? '', room).join('\n')]);
  return table
    .toString()
    .split('\n')
    .map((line) => line.trimEnd());
}

const longestId = 24;
const gap = '  ';
const parts = [
  ...['top', 'top-mid', 'top-left', 'top-right', 'bottom', 'bottom-mid', 'bottom-left', 'bottom-right'],
  ...['left', 'left-mid', 'mid', 'mid-mid', 'right', 'right-mid'],
];
const chars = { ...Object.fromEntries(parts.map((part) => [part, ''])), middle: gap };

/** Columns of all cells but the last. */
function usedBy(rows: readonly (readonly string[])[]): number {
  return heads
    .slice(0, -1)
    .map((text, index) => Math.max(...[text, ...rows.map((row) => row[index] ?? '')].map(textWidth)))
    .reduce((sum, column) => sum + column + gap.length, 0);
}

function snippet(report: BacktestReport, width: number, paint: Paint): readonly string[] {
  const lines = settingsSnippet(report);
  if (lines.length === 0) return [];
  const hint = 'For the settings file (nothing was written; openclaw-audit config check finds mistakes):';
  return [...wrap(hint, width).map((line) => paint('bold', line)), ...lines];
}
