import type { ReporterOptions } from '../../model/report.ts';
import { isoTime, isoTimeOrNull } from '../iso-time.ts';
import { toJsonCoverage } from '../json-coverage.ts';
import { peopleTime } from '../people-time.ts';
import { printableJson } from '../printable-json.ts';
import type { BacktestReport, DetectorBacktest } from './backtest-report.ts';
import { settingsSnippet, suggestedSettings } from './settings-snippet.ts';

export function backtestJson(report: BacktestReport, { utc }: ReporterOptions): string {
  const { tool, window, evidence, graver } = report;
  const snippet = settingsSnippet(report);
  const document = {
    schema: 'openclaw-audit/backtest@1',
    tool: { name: tool.name, version: tool.version },
    settingsHash: report.settingsHash,
    generatedAt: isoTime(report.generatedAt),
    window: { since: isoTimeOrNull(window.since), until: isoTimeOrNull(window.until) },
    gateways: report.gateways,
    timeZone: peopleTime(utc).zone,
    budget: report.budget,
    aim: report.aim,
    minSeverity: report.minSeverity,
    evidence: {
      first: isoTimeOrNull(evidence.first),
      last: isoTimeOrNull(evidence.last),
      days: evidence.days,
      enough: evidence.enough,
    },
    detectors: report.detectors.map(toJsonDetector),
    all: report.all,
    graver: graver && { minSeverity: graver.minSeverity, all: graver.all },
    settings: suggestedSettings(report),
    snippet: snippet.length === 0 ? null : snippet.join('\n'),
    coverage: toJsonCoverage(report.coverage),
  };
  return `${printableJson(JSON.stringify(document, null, 2))}\n`;
}

function toJsonDetector({ id, sight, numbers, tuning }: DetectorBacktest) {
  return {
    id,
    sight,
    ...numbers,
    withinBudget: tuning.kind === 'none',
    suggestion:
      tuning.kind === 'change' ? { from: tuning.from, to: tuning.to, alerts: tuning.numbers } : null,
    because: tuning.kind === 'refused' ? tuning.because : null,
  };
}
