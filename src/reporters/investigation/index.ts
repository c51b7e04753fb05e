import type { ReporterOptions } from '../../model/report.ts';
import { sectionsMarkdown } from '../sections-markdown.ts';
import { sectionsTable } from '../sections-table.ts';
import type { Investigation } from './investigation.ts';
import { investigationJson } from './investigation-json.ts';
import { investigationPage } from './investigation-sections.ts';

type InvestigationReporter = (investigation: Investigation, options: ReporterOptions) => string;

/** By the name that `--format` takes. */
export const investigationReporters: { readonly [format: string]: InvestigationReporter | undefined } = {
  table: (investigation, options) => sectionsTable(investigationPage(investigation, options), options),
  json: investigationJson,
  markdown: (investigation, options) => sectionsMarkdown(investigationPage(investigation, options)),
};
