import type { ReporterOptions } from '../../model/report.ts';
import { dailyJson } from './daily-json.ts';
import { dailyMarkdown } from './daily-markdown.ts';
import { dailyTable } from './daily-table.ts';
import type { DailyReport } from './day-summary.ts';

export type DailyReporter = (report: DailyReport, options: ReporterOptions) => string;

/** By the name that `--format` takes. */
export const dailyReporters: { readonly [format: string]: DailyReporter | undefined } = {
  table: dailyTable,
  json: dailyJson,
  markdown: dailyMarkdown,
};
