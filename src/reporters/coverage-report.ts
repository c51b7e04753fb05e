import type { AuditReport, Reporter } from '../model/report.ts';
import { markdownCoverage } from './markdown-coverage.ts';
import { toCoverageLine } from './ndjson.ts';
import { ndjsonLines } from './ndjson-lines.ts';
import { peopleTime } from './people-time.ts';
import { printableJson } from './printable-json.ts';
import { table } from './table.ts';

export const coverageJson: Reporter = (report) =>
  `${printableJson(JSON.stringify(toCoverageLine(report), null, 2))}\n`;

export const coverageNdjson: Reporter = (report) => ndjsonLines([toCoverageLine(report)]);

export const coverageMarkdown: Reporter = (report, options) =>
  `${markdownCoverage(report, options, peopleTime(options.utc)).join('\n\n')}\n`;

/** Every cure is shown, so that it says what to set. */
export const coverageTable: Reporter = (report, options) =>
  table(withoutFindings(report), { ...options, quiet: false, allReasons: true });

function withoutFindings(report: AuditReport): AuditReport {
  return { ...report, findings: [], incidents: [], suppressed: [] };
}
