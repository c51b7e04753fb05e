import { isoTime } from '../iso-time.ts';
import { toJsonCoverage } from '../json-coverage.ts';
import { toJsonWindow } from '../json-summary.ts';
import { printableJson } from '../printable-json.ts';
import type { Visitor, WhoReport } from './visitor.ts';

export function whoJson({ head, visitors, more }: WhoReport): string {
  const document = {
    schema: 'openclaw-audit/who@1',
    tool: { name: head.tool.name, version: head.tool.version },
    settingsHash: head.settingsHash,
    generatedAt: isoTime(head.generatedAt),
    window: toJsonWindow(head),
    gateways: head.gateways,
    visitors: visitors.map(toJsonVisitor),
    more,
    coverage: toJsonCoverage(head.coverage),
  };
  return `${printableJson(JSON.stringify(document, null, 2))}\n`;
}

function toJsonVisitor({ firstSeen, lastSeen, ...visitor }: Visitor) {
  return { ...visitor, firstSeen: isoTime(firstSeen), lastSeen: isoTime(lastSeen) };
}
