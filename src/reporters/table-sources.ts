import Table from 'cli-table3';
import { visible } from '../facts/escape.ts';
import { grouped } from './counted.ts';
import { fitPath, textWidth } from './layout.ts';
import { type SourceRow, sourceRows } from './source-rows.ts';
import type { Page } from './table.ts';

const heads = ['kind', 'source', 'records', 'events', 'seen'];

/** What was read; as many files as one kind has are one row. */
export function sourcesTable(page: Page): readonly string[] {
  const rows = sourceRows(page.report.coverage.sources, page.options.verbose);
  if (rows.length === 0) return ['  nothing was read'];
  const cells = rows.map((row) => cellsOf(row, page));
  const columns = heads.map((head, index) =>
    Math.max(...[head, ...cells.map((row) => row[index] ?? '')].map(textWidth)),
  );
  // The name takes what the others leave.
  const others = columns.reduce((sum, width, index) => sum + (index === 1 ? 0 : width), 0);
  const room = Math.max(12, page.width - indent.length - others - gap.length * 4);
  const grid = new Table({
    head: heads.map((head) => page.paint('dim', head)),
    colAligns: ['left', 'left', 'right', 'right', 'left'],
    style: { 'padding-left': 0, 'padding-right': 0, head: [], border: [], compact: true },
    chars,
  });
  for (const [kind = '', name = '', ...rest] of cells) grid.push([kind, fitPath(name, room), ...rest]);
  return grid
    .toString()
    .split('\n')
    .map((line) => `${indent}${line}`.trimEnd());
}

const indent = '  ';
const gap = '  ';
const none = '';
const chars = {
  top: none,
  'top-mid': none,
  'top-left': none,
  'top-right': none,
  bottom: none,
  'bottom-mid': none,
  'bottom-left': none,
  'bottom-right': none,
  left: none,
  'left-mid': none,
  mid: none,
  'mid-mid': none,
  right: none,
  'right-mid': none,
  middle: gap,
};

function cellsOf(row: SourceRow, { report, time }: Page): readonly string[] {
  const name = visible(row.name);
  return [
    row.kind,
    report.gateways.length > 1 ? `${visible(row.gateway)}: ${name}` : name,
    grouped(row.records),
    grouped(row.events),
    row.first === null || row.last === null ? 'no times' : time.shortSpan(row.first, row.last),
  ];
}
