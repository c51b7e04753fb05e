import type { AuditEvent, GapKind } from '../model/event.ts';
import type { Position } from '../model/position.ts';
import type { Line } from '../model/source.ts';

export interface GapFacts {
  readonly gap: GapKind;
  readonly note: string;
  /** Of the record before it; 0 when there is none. */
  readonly time: number;
  readonly missing?: number;
  readonly from?: number;
  readonly to?: number;
}

/** Evidence that is missing at this line. */
export function gapAt(line: Line, gateway: string, facts: GapFacts): AuditEvent<'evidenceGap'> {
  return { type: 'evidenceGap', gateway, source: positionOf(line), trust: 'recorded', ...facts };
}

/** Of a row in a database: its table, and its id. */
export function positionOf({ name, table, line, offset }: Line): Position {
  return table === undefined ? { name, line, offset } : { name, table, row: line };
}

/** The gap of a record that was cut at the limit, or `undefined` when it is whole. */
export function oversize(line: Line, gateway: string, time: number): AuditEvent | undefined {
  if (!line.cut) return undefined;
  return gapAt(line, gateway, { gap: 'oversize', note: `record of ${line.length} bytes`, time });
}
