import type { ReporterOptions } from '../../model/report.ts';
import { backtestJson } from './backtest-json.ts';
import { backtestMarkdown } from './backtest-markdown.ts';
import type { BacktestReport } from './backtest-report.ts';
import { backtestTable } from './backtest-table.ts';

export type BacktestReporter = (report: BacktestReport, options: ReporterOptions) => string;

/** By the name that `--format` takes. */
export const backtestReporters: { readonly [format: string]: BacktestReporter | undefined } = {
  table: backtestTable,
  json: backtestJson,
  markdown: backtestMarkdown,
};
