import type { Finding } from '../model/finding.ts';
import type { AuditReport, Reporter } from '../model/report.ts';
import { isoTime } from './iso-time.ts';
import { toJsonCoverage } from './json-coverage.ts';
import { toJsonFinding } from './json-finding.ts';
import { toJsonSummary, toJsonWindow } from './json-summary.ts';
import { ndjsonLines } from './ndjson-lines.ts';

/** A finding a line, then the coverage and the summary. */
export const ndjson: Reporter = (report) =>
  ndjsonLines([...report.findings.map(toFindingLine), ...closingLines(report)]);

export function toFindingLine(finding: Finding) {
  return { schema: 'openclaw-audit/finding@1', kind: 'finding', ...toJsonFinding(finding) };
}

/** What stands after the findings. */
export function closingLines(report: AuditReport) {
  return [toCoverageLine(report), toSummaryLine(report)] as const;
}

export function toCoverageLine({ coverage }: AuditReport) {
  return { schema: 'openclaw-audit/coverage@1', kind: 'coverage', ...toJsonCoverage(coverage) };
}

function toSummaryLine(report: AuditReport) {
  return {
    schema: 'openclaw-audit/summary@1',
    kind: 'summary',
    tool: { name: report.tool.name, version: report.tool.version },
    settingsHash: report.settingsHash,
    generatedAt: isoTime(report.generatedAt),
    window: toJsonWindow(report),
    gateways: report.gateways,
    ...toJsonSummary(report),
  };
}
