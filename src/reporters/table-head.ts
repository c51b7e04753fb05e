import { visible } from '../facts/escape.ts';
import type { AuditReport } from '../model/report.ts';
import { wrap } from './layout.ts';
import type { Page } from './page.ts';
import type { PeopleTime } from './people-time.ts';
import type { Verdict } from './verdict.ts';

/** What a page says first, and what it is about. */
export function tableHead(sentence: Verdict, page: Page): readonly string[] {
  const lines = sentenceLines(sentence, page);
  return page.options.quiet ? lines : [...lines, ...subtitleLines(page)];
}

/** Of which gateway and time it tells. */
export function subtitleLines(page: Page): readonly string[] {
  return wrap(subtitle(page), page.width).map((line) => page.paint('dim', line));
}

/** Wraps between its parts, so that colours never run over a line. */
function sentenceLines(parts: Verdict, { paint, width }: Page): readonly string[] {
  const plain = parts.map((pieces) => pieces.map(({ text }) => visible(text)).join('')).join(' · ');
  const lines = wrap(plain, width);
  const [counts = []] = parts;
  let first = lines[0] ?? '';
  for (const { text, severity } of counts) {
    if (severity !== undefined) first = first.replace(text, () => paint(severity, text));
  }
  return [first, ...lines.slice(1)];
}

function subtitle({ report, time }: Page): string {
  const { since, until } = report.window;
  const unbounded = since === null && until === null;
  const span = `${at(since, time)} → ${at(until ?? report.generatedAt, time)} ${time.zone}`;
  return [
    `${report.tool.name} ${report.tool.version}`,
    ...gateways(report),
    unbounded ? `times in ${time.zone}` : span,
  ]
    .map(visible)
    .join(' · ');
}

function gateways({ gateways: names }: AuditReport): readonly string[] {
  if (names.length === 0) return [];
  return [names.length > 3 ? `${names.length} gateways` : `gateway ${names.join(', ')}`];
}

function at(time: number | null, people: PeopleTime): string {
  return time === null ? 'start' : people.minute(time);
}
