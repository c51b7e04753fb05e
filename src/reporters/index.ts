import type { Reporter } from '../model/report.ts';
import { coverageJson, coverageMarkdown, coverageNdjson, coverageTable } from './coverage-report.ts';
import { json } from './json.ts';
import { markdown } from './markdown.ts';
import { ndjson } from './ndjson.ts';
import { table } from './table.ts';

export type Format = 'table' | 'json' | 'ndjson' | 'markdown';

/** By the name that `--format` takes. */
export const reporters: { readonly [F in Format]: Reporter } = { table, json, ndjson, markdown };

/** What is visible and what is blind, without the findings: the `coverage` command. */
export const coverageReporters: { readonly [F in Format]: Reporter } = {
  table: coverageTable,
  json: coverageJson,
  ndjson: coverageNdjson,
  markdown: coverageMarkdown,
};
