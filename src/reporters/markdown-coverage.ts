import type { Coverage } from '../model/coverage.ts';
import type { AuditReport, ReporterOptions } from '../model/report.ts';
import { counted, grouped } from './counted.ts';
import { gapLines } from './coverage-words.ts';
import { markdownText } from './markdown-text.ts';
import type { PeopleTime } from './people-time.ts';
import { filesOf, sourceRows } from './source-rows.ts';

/** What was read, what is missing of it, and what each detector could see. */
export function markdownCoverage(
  { coverage }: AuditReport,
  { verbose }: ReporterOptions,
  time: PeopleTime,
): readonly string[] {
  const lines = [...gaps(coverage, time), ...unknown(coverage), ...ignored(coverage, verbose)];
  return [
    '## Coverage',
    sources(coverage, verbose, time),
    ...(lines.length === 0 ? [] : [lines.join('\n')]),
    ...(coverage.detectors.length === 0 ? [] : [detectors(coverage)]),
  ];
}

function sources(coverage: Coverage, verbose: boolean, time: PeopleTime): string {
  const rows = sourceRows(coverage.sources, verbose);
  if (rows.length === 0) return 'Nothing was read.';
  return grid(
    ['Source', 'Kind', 'Gateway', 'Records', 'Events', 'Unreadable', 'Seen'],
    rows.map((row) => [
      filesOf(row) + row.name,
      row.kind,
      row.gateway,
      grouped(row.records),
      grouped(row.events),
      grouped(row.unreadable),
      row.first === null || row.last === null ? 'no times' : time.span(row.first, row.last),
    ]),
  );
}

function gaps(coverage: Coverage, time: PeopleTime): readonly string[] {
  return gapLines(coverage, time).map(
    ({ source, text }) => `- **gap** ${markdownText(`${source}: ${text}`)}`,
  );
}

function unknown(coverage: Coverage): readonly string[] {
  return coverage.unknown.map(
    ({ subsystem, level, template, count }) =>
      `- **not understood** ${markdownText(`${grouped(count)}× ${subsystem} ${level}: ${template}`)}`,
  );
}

function ignored({ ignored: names }: Coverage, verbose: boolean): readonly string[] {
  if (names.length === 0) return [];
  return [`- **ignored** ${verbose ? markdownText(names.join(', ')) : counted(names.length, 'file')}`];
}

function detectors(coverage: Coverage): string {
  return grid(
    ['Detector', 'Sees', 'Because', 'Cure'],
    coverage.detectors.map(({ id, sight, because, cure }) => [
      id,
      sight === 'partial' ? 'partly' : sight,
      because.join(' '),
      cure.join(' · '),
    ]),
  );
}

function grid(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map((row) => line(row.map(markdownText)))].join(
    '\n',
  );
}
