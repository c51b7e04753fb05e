import type { Position } from '../model/position.ts';

export function toJsonPosition(position: Position): Position {
  if ('row' in position) return { name: position.name, table: position.table, row: position.row };
  return { name: position.name, line: position.line, offset: position.offset };
}
