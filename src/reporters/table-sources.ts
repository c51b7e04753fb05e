import Table from 'cli-table3';
import { visible } from '../facts/escape.ts';
import { grouped } from './counted.ts';
import { fitPath, textWidth } from './layout.ts';
import type { Page } from './page.ts';
import { filesOf, type SourceRow, sourceRows } from './source-rows.ts';

const heads = ['kind', 'source', 'records', 'events', 'seen'];

/** What was read; as many files as one kind has are one row. */
export function sourcesTable(page: Page): readonly string[] {
  const rows = sourceRows(page.report.coverage.sources, page.options.verbose);
  if (rows.length === 0) return ['  nothing was read'];
  const cells = rows.map((row) => cellsOf(row, page));
  const room = nameRoom(cells, page);
  const grid = new Table({
    head: heads.map((head) => page.paint('dim', head)),
    colAligns: ['left', 'left', 'right', 'right', 'left'],
    style: { 'padding-left': 0, 'padding-right': 0, head: [], border: [], compact: true },
    chars,
  });
  for (const [kind = '', before = '', name = '', ...rest] of cells) {
    grid.push([kind, before + fitPath(name, room - textWidth(before)), ...rest]);
  }
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

/** The name takes what the other columns leave. */
function nameRoom(cells: readonly (readonly string[])[], page: Page): number {
  const others = [0, 3, 4, 5].map((index) =>
    Math.max(
      ...[heads[index > 0 ? index - 1 : 0] ?? '', ...cells.map((row) => row[index] ?? '')].map(textWidth),
    ),
  );
  const used = others.reduce((sum, width) => sum + width, indent.length + gap.length * (heads.length - 1));
  return Math.max(12, page.width - used);
}

function cellsOf(row: SourceRow, { report, time }: Page): readonly string[] {
  return [
    row.kind,
    `${report.gateways.length > 1 ? `${visible(row.gateway)}: ` : ''}${filesOf(row)}`,
    visible(row.name),
    grouped(row.records),
    grouped(row.events),
    row.first === null || row.last === null ? 'no times' : time.shortSpan(row.first, row.last),
  ];
}
