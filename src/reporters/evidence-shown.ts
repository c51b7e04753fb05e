import type { Evidence, Finding } from '../model/finding.ts';
import type { Position } from '../model/position.ts';

/** Three that show it: the first two and the last. */
export function shownEvidence({ evidence }: Finding, all: boolean): readonly Evidence[] {
  return all || evidence.length <= 3 ? evidence : [...evidence.slice(0, 2), ...evidence.slice(-1)];
}

/** What follows the name of the source: `:1204`, or ` audit_events row 17`. */
export function placeIn(position: Position): string {
  return 'row' in position ? ` ${position.table} row ${position.row}` : `:${position.line}`;
}
