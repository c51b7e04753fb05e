import type { Reporter } from '../model/report.ts';
import type { Format } from './index.ts';
import { json } from './json.ts';
import { markdown } from './markdown.ts';
import { ndjson } from './ndjson.ts';
import { pageOf, pageText } from './page.ts';
import { sightSection } from './table-coverage.ts';
import { findingsSection } from './table-findings.ts';
import { subtitleLines } from './table-head.ts';

/** A report that holds one finding, or those of one incident: the finding first, then what its detector could not see. */
const table: Reporter = (report, options) => {
  const page = pageOf(report, { ...options, verbose: true });
  const told = new Set(report.findings.map(({ detector }) => detector));
  const { coverage } = report;
  const detectors = coverage.detectors.filter(({ id }) => told.has(id));
  const narrow = { ...page, report: { ...report, coverage: { ...coverage, detectors } } };
  return pageText([subtitleLines(page), findingsSection(page), sightSection(narrow)]);
};

/** By the name that `--format` takes: the `explain` command. */
export const explanationReporters: { readonly [F in Format]: Reporter } = { table, json, ndjson, markdown };
