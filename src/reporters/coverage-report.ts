import type { Reporter } from '../model/report.ts';
import { markdownCoverage } from './markdown-coverage.ts';
import { toCoverageLine } from './ndjson.ts';
import { ndjsonLines } from './ndjson-lines.ts';
import { pageOf, pageText } from './page.ts';
import { peopleTime } from './people-time.ts';
import { printableJson } from './printable-json.ts';
import { coverageSection } from './table-coverage.ts';
import { tableHead } from './table-head.ts';
import { sightVerdict } from './verdict.ts';

export const coverageJson: Reporter = (report) =>
  `${printableJson(JSON.stringify(toCoverageLine(report), null, 2))}\n`;

export const coverageNdjson: Reporter = (report) => ndjsonLines([toCoverageLine(report)]);

export const coverageMarkdown: Reporter = (report, options) =>
  `${markdownCoverage(report, options, peopleTime(options.utc)).join('\n\n')}\n`;

/** Every cure is shown, so that it says what to set. */
export const coverageTable: Reporter = (report, options) => {
  const page = pageOf(report, { ...options, quiet: false, allReasons: true });
  return pageText([tableHead(sightVerdict(report), page), coverageSection(page)]);
};
