import type { ReporterOptions } from '../../model/report.ts';
import { sectionsMarkdown } from '../sections-markdown.ts';
import { sectionsTable } from '../sections-table.ts';
import type { WhoReport } from './visitor.ts';
import { whoJson } from './who-json.ts';
import { whoPage } from './who-page.ts';

type WhoReporter = (report: WhoReport, options: ReporterOptions) => string;

/** By the name that `--format` takes. */
export const whoReporters: { readonly [format: string]: WhoReporter | undefined } = {
  table: (report, options) => sectionsTable(whoPage(report, options), options),
  json: whoJson,
  markdown: (report, options) => sectionsMarkdown(whoPage(report, options)),
};
