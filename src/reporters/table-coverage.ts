import { visible } from '../facts/escape.ts';
import type { Sight, SourceCoverage } from '../model/coverage.ts';
import { counted, grouped } from './counted.ts';
import { gapLines } from './coverage-words.ts';
import { fitPath, wrapAround } from './layout.ts';
import type { Page } from './page.ts';
import { sourcesTable } from './table-sources.ts';
import { textIndent, under } from './under.ts';

/** What was read, what is missing of it, and what each detector could see. */
export function coverageSection(page: Page): readonly string[] {
  return [
    page.paint('bold', 'COVERAGE'),
    ...sourcesTable(page),
    ...gaps(page),
    ...unreadable(page),
    ...unrecognised(page),
    ...unknown(page),
    ...ignored(page),
    '',
    ...sights(page),
  ];
}

/** What those detectors saw that a page is about, and what is missing of the evidence. */
export function sightSection(page: Page): readonly string[] {
  const [line, ...others] = [...sights(page), ...gaps(page), ...unreadable(page)];
  return line === undefined ? [] : [page.paint('bold', 'WHAT COULD BE SEEN'), line, ...others];
}

const fewLines = 6;

function gaps(page: Page): readonly string[] {
  const lines = gapLines(page.report.coverage, page.time);
  return few(page, lines, ({ source, text }) =>
    under('gap', `${fitPath(visible(source), 32)}: ${visible(text)}`, page.width),
  );
}

function unreadable(page: Page): readonly string[] {
  const bad = page.report.coverage.sources.filter(hasUntoldLines);
  return few(page, bad, (source) =>
    under(
      'gap',
      `${fitPath(visible(source.name), 40)}: ${counted(source.unreadable, 'unreadable line')}`,
      page.width,
    ),
  );
}

/** A file of which nothing is known looks like an empty one. */
function unrecognised(page: Page): readonly string[] {
  const mute = page.report.coverage.sources.filter(
    ({ kind, records, gaps }) => kind === 'unknown' && records === 0 && gaps.length === 0,
  );
  return few(page, mute, ({ name }) =>
    under(
      'unread',
      `${fitPath(visible(name), 32)}: empty, or not evidence that is known (--input <kind>)`,
      page.width,
    ),
  );
}

function unknown(page: Page): readonly string[] {
  const templates = [...page.report.coverage.unknown].sort((a, b) => b.count - a.count);
  return few(page, templates, ({ subsystem, level, template, count }) =>
    under(
      'unknown',
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
  return under('ignored', shown, width);
}

type Judged = Sight & { readonly id: string };

const marks: { readonly [S in Sight['sight']]: string } = { full: 'full', partial: 'partly', blind: 'blind' };

/** Blind ones first: they are what makes silence mean nothing. */
function sights(page: Page): readonly string[] {
  const { detectors } = page.report.coverage;
  const impaired = [...detectors.filter(isBlind), ...detectors.filter(isPartial)];
  const full = detectors.filter(({ sight }) => sight === 'full').map(({ id }) => visible(id));
  return [
    ...impaired.flatMap((detector) => [...sightLine(detector, page), ...reasons(detector, page)]),
    ...(full.length > 0 ? under(marks.full, full.join(', '), page.width) : []),
  ];
}

function sightLine({ sight, id }: Judged, { paint, width }: Page): readonly string[] {
  const [first = '', ...rest] = under(marks[sight], visible(id), width);
  return [paint('bold', first.slice(0, textIndent)) + first.slice(textIndent), ...rest];
}

/** The first reason and the first cure say most; the coverage command tells all. */
function reasons({ because, cure }: Judged, page: Page): readonly string[] {
  const { verbose, allReasons } = page.options;
  const shown = verbose || allReasons ? undefined : 1;
  const left = because.length - because.slice(0, shown).length;
  return [
    ...because.slice(0, shown).flatMap((reason) => indented(`· ${visible(reason)}`, page)),
    ...cure.slice(0, shown).flatMap((step) => indented(`→ ${visible(step)}`, page)),
    ...(left > 0 ? indented(`and ${counted(left, 'more reason')}: openclaw-audit coverage`, page) : []),
  ];
}

function indented(text: string, { width }: Page): readonly string[] {
  const indent = ' '.repeat(textIndent);
  return wrapAround(text, width - textIndent - 2).map(
    (line, index) => `${indent}${index === 0 ? '' : '  '}${line}`,
  );
}

/** All with --verbose; else the first, and how many more. */
function few<Item>(
  page: Page,
  items: readonly Item[],
  linesOf: (item: Item) => readonly string[],
): readonly string[] {
  const shown = page.options.verbose ? items : items.slice(0, fewLines);
  const more = items.length - shown.length;
  const lines = shown.flatMap(linesOf);
  return more === 0 ? lines : [...lines, ...under('', `and ${grouped(more)} more (--verbose)`, page.width)];
}

/** Most often the parser has told of them as a gap, with a reason. */
function hasUntoldLines({ unreadable: count, gaps }: SourceCoverage): boolean {
  return count > 0 && !gaps.some(({ kind }) => kind === 'unreadable');
}

function isBlind({ sight }: Sight): boolean {
  return sight === 'blind';
}

function isPartial({ sight }: Sight): boolean {
  return sight === 'partial';
}
