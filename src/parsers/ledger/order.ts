import type { AuditEvent } from '../../model/event.ts';
import type { JsonObject } from '../../model/json.ts';
import type { Line } from '../../model/source.ts';
import { gapAt } from '../gap.ts';
import { numberIn } from '../json-object.ts';

export interface Row {
  readonly row: JsonObject;
  /** Where its page starts. */
  readonly line: Line;
}

/** Oldest first, each sequence once; holes between the first and the last are gaps. */
export function inOrder(
  rows: readonly Row[],
  gateway: string,
): { ordered: readonly Row[]; gaps: readonly AuditEvent[] } {
  const sorted = [...rows].sort((a, b) => sequenceOf(a) - sequenceOf(b) || timeOf(a) - timeOf(b));
  const ordered = sorted.filter((row, index) => !isRepeated(row, sorted[index - 1]));
  return { ordered, gaps: ordered.flatMap((row, index) => holeBefore(row, ordered[index - 1], gateway)) };
}

/** Pages may overlap. */
function isRepeated(row: Row, previous: Row | undefined): boolean {
  if (previous === undefined || !Number.isFinite(sequenceOf(row))) return false;
  return sequenceOf(row) === sequenceOf(previous) && row.row.eventId === previous.row.eventId;
}

function holeBefore(row: Row, previous: Row | undefined, gateway: string): readonly AuditEvent[] {
  if (previous === undefined) return [];
  const to = sequenceOf(row);
  const from = sequenceOf(previous);
  if (!Number.isFinite(to) || to - from === 1) return [];
  if (to === from) return [gap(row, gateway, { gap: 'conflict', note: `sequence ${to} stands on two rows` })];
  const missing = to - from - 1;
  const span = { from: timeOf(previous), to: timeOf(row) };
  return [
    gap(row, gateway, {
      gap: 'sequence',
      missing,
      ...span,
      note: `rows ${from + 1} to ${to - 1} are not there`,
    }),
  ];
}

function gap(
  { row, line }: Row,
  gateway: string,
  facts: Omit<Parameters<typeof gapAt>[2], 'time'>,
): AuditEvent {
  return gapAt(line, gateway, { ...facts, time: numberIn(row, 'occurredAt') ?? 0 });
}

function sequenceOf({ row }: Row): number {
  const sequence = numberIn(row, 'sequence');
  return sequence !== undefined && Number.isSafeInteger(sequence) ? sequence : Number.MAX_VALUE;
}

function timeOf({ row }: Row): number {
  return numberIn(row, 'occurredAt') ?? 0;
}
