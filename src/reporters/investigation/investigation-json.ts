import { isoTime, isoTimeOrNull } from '../iso-time.ts';
import { toJsonCoverage } from '../json-coverage.ts';
import { toJsonFinding } from '../json-finding.ts';
import { toJsonIncident } from '../json-incident.ts';
import { toJsonPosition } from '../json-position.ts';
import { toJsonWindow } from '../json-summary.ts';
import { printableJson } from '../printable-json.ts';
import { type Investigation, type Moment, reachKinds, type Touched } from './investigation.ts';

export function investigationJson(investigation: Investigation): string {
  return `${printableJson(JSON.stringify(toJsonInvestigation(investigation), null, 2))}\n`;
}

function toJsonInvestigation({ subject, report, seen, timeline, leftOut, reach, steps }: Investigation) {
  const { tool, settingsHash, generatedAt, gateways, findings, incidents, coverage } = report;
  return {
    schema: 'openclaw-audit/investigation@1',
    tool: { name: tool.name, version: tool.version },
    settingsHash,
    generatedAt: isoTime(generatedAt),
    window: toJsonWindow(report),
    gateways,
    subject: { kind: subject.kind, value: subject.value },
    seen: { ...seen, first: isoTimeOrNull(seen.first), last: isoTimeOrNull(seen.last) },
    findings: findings.map(toJsonFinding),
    incidents: incidents.map(toJsonIncident),
    reach: Object.fromEntries(reachKinds.map((kind) => [kind, toJsonTouched(reach[kind])])),
    timeline: timeline.map(toJsonMoment),
    leftOut,
    steps: steps.map(({ text, commands }) => ({ text, commands })),
    coverage: toJsonCoverage(coverage),
  };
}

function toJsonTouched({ values, more }: Touched) {
  return {
    values: values.map((touch) => ({ ...touch, first: isoTime(touch.first), last: isoTime(touch.last) })),
    more,
  };
}

function toJsonMoment({ time, type, gateway, source, trust, followed, tiedBy, text }: Moment) {
  const position = toJsonPosition(source);
  return { time: isoTime(time), type, gateway, source: position, trust, followed, tiedBy, text };
}
