import type { Reporter } from '../model/report.ts';
import { coverageLine } from './coverage-words.ts';
import { wrap } from './layout.ts';
import { pageOf, pageText } from './page.ts';
import { coverageSection } from './table-coverage.ts';
import { findingsSection, suppressedSection } from './table-findings.ts';
import { tableHead } from './table-head.ts';
import { shortSection } from './table-short.ts';
import { verdict } from './verdict.ts';

/** The report for a terminal: the verdict, the findings in short, what was seen, then each finding, worst first. */
export const table: Reporter = (report, options) => {
  const page = pageOf(report, options);
  const coverage = options.quiet
    ? wrap(coverageLine(report.coverage, page.time), page.width)
    : coverageSection(page);
  return pageText([
    tableHead(verdict(report), page),
    shortSection(page),
    coverage,
    findingsSection(page),
    suppressedSection(page),
  ]);
};
