import type { AuditReport, Reporter } from '../model/report.ts';
import { isoTime } from './iso-time.ts';
import { toJsonCoverage } from './json-coverage.ts';
import { toJsonFinding } from './json-finding.ts';
import { toJsonIncident } from './json-incident.ts';
import { toJsonSummary, toJsonWindow } from './json-summary.ts';
import { printableJson } from './printable-json.ts';

/** The report as one JSON document. */
export const json: Reporter = (report) => `${printableJson(JSON.stringify(toJsonReport(report), null, 2))}\n`;

export function toJsonReport(report: AuditReport) {
  return {
    schema: 'openclaw-audit/report@1',
    tool: { name: report.tool.name, version: report.tool.version },
    settingsHash: report.settingsHash,
    generatedAt: isoTime(report.generatedAt),
    window: toJsonWindow(report),
    gateways: report.gateways,
    coverage: toJsonCoverage(report.coverage),
    summary: toJsonSummary(report),
    findings: report.findings.map(toJsonFinding),
    suppressed: report.suppressed.map(toJsonFinding),
    incidents: report.incidents.map(toJsonIncident),
  };
}
