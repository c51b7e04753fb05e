import { visible } from '../facts/escape.ts';
import type { Sight } from '../model/coverage.ts';
import { counted, grouped } from './counted.ts';
import { gapLines } from './coverage-words.ts';
import { fitPath, wrap } from './layout.ts';
import type { Page } from './table.ts';
import { sourcesTable } from './table-sources.ts';
import { textIndent, under } from './under.ts';

/** What was read, what is missing of it, and what each detector could see. */
export function coverageSection(page: Page): readonly string[] {
  return [
    page.paint('bold', 'COVERAGE'),
    ...sourcesTable(page),
    ...gaps(page),
    ...unreadable(page),
    ...unknown(page),
    ...ignored(page),
    '',
    ...sights(page),
  ];
}

const fewLines = 6;

function gaps(page: Page): readonly string[] {
  const lines = gapLines(page.report.coverage, page.time);
  return few(page, lines, 'gap').flatMap(({ source, text }) =>
    under('gap', `${fitPath(visible(source), 32)}: ${visible(text)}`, page.width),
  );
}

function unreadable(page: Page): readonly string[] {
  const bad = page.report.coverage.sources.filter((source) => source.unreadable > 0);
  return few(page, bad, 'unreadable source').flatMap((source) =>
    under(
      'bad',
      `${fitPath(visible(source.name), 40)}: ${counted(source.unreadable, 'unreadable line')}`,
      page.width,
    ),
  );
}

function unknown(page: Page): readonly string[] {
  const templates = [...page.report.coverage.unknown].sort((a, b) => b.count - a.count);
  return few(page, templates, 'unknown template').flatMap(({ subsystem, level, template, count }) =>
    under(
      'new',
      visible(`${grouped(count)}× ${subsystem} ${level}, not understood: ${template}`),
      page.width,
    ),
  );
}

function ignored({ report, options, width }: Page): readonly string[] {
  const { ignored: names } = report.coverage;
  if (names.length === 0) return [];
  const shown = options.verbose
    ? names.map(visible).join(', ')
    : `${counted(names.length, 'file')} (--verbose names them)`;
  return under('unread', shown, width);
}

const marks: { readonly [S in Sight['sight']]: string } = { full: 'full', partial: 'partly', blind: 'blind' };

/** Blind ones first: they are what makes silence mean nothing. */
function sights(page: Page): readonly string[] {
  const { detectors } = page.report.coverage;
  const impaired = [...detectors.filter(isBlind), ...detectors.filter(isPartial)];
  const full = detectors.filter(({ sight }) => sight === 'full').map(({ id }) => visible(id));
  return [
    ...impaired.flatMap((detector) => [
      ...under(marks[detector.sight], sentence(detector), page.width),
      ...detector.cure.flatMap((cure) => indented(`→ ${visible(cure)}`, page)),
    ]),
    ...(full.length > 0 ? under(marks.full, full.join(', '), page.width) : []),
  ];
}

function sentence({ id, because }: Sight & { readonly id: string }): string {
  return visible(because.length === 0 ? id : `${id}: ${because.join('; ')}`);
}

function indented(text: string, { width }: Page): readonly string[] {
  const indent = ' '.repeat(textIndent);
  return wrap(text, width - textIndent - 2).map(
    (line, index) => `${indent}${index === 0 ? '' : '  '}${line}`,
  );
}

function few<Item>({ options }: Page, items: readonly Item[], _noun: string): readonly Item[] {
  return options.verbose ? items : items.slice(0, fewLines);
}

function isBlind({ sight }: Sight): boolean {
  return sight === 'blind';
}

function isPartial({ sight }: Sight): boolean {
  return sight === 'partial';
}
