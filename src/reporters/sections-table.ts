import { visible } from '../facts/escape.ts';
import type { Severity } from '../model/finding.ts';
import type { ReporterOptions } from '../model/report.ts';
import { shorten, wrap } from './layout.ts';
import { type Paint, painter } from './paint.ts';
import type { Section, SectionLine, SectionPage } from './sections.ts';
import { textIndent, under } from './under.ts';

export function sectionsTable({ title, subtitle, sections }: SectionPage, options: ReporterOptions): string {
  const paint = painter(options.color);
  const width = Math.min(120, Math.max(40, options.width));
  const head = [
    ...wrap(visible(title), width).map((line) => paint('bold', line)),
    ...subtitle.flatMap((text) => wrap(visible(text), width)),
  ];
  const blocks = sections
    .filter(({ lines }) => lines.length > 0)
    .map((section) => sectionLines(section, paint, width));
  return `${[head, ...blocks].map((lines) => lines.join('\n')).join('\n\n')}\n`;
}

function sectionLines({ title, lines }: Section, paint: Paint, width: number): readonly string[] {
  const shown = lines.flatMap((line) => tableLines(line, paint, width));
  return [paint('bold', title), ...(shown.at(-1) === '' ? shown.slice(0, -1) : shown)];
}

function tableLines(line: SectionLine, paint: Paint, width: number): readonly string[] {
  const { label = '', text, as, severity } = line;
  if (text === '') return [''];
  const shown = visible(text);
  if (severity) return graded(severity, shown, paint, width);
  const indent = (label === '' ? '' : `  ${label}`).padEnd(textIndent);
  if (as === 'command') return [`${paint('dim', indent)}${shown}`];
  if (as === 'cut') return [shorten(`  ${shown}`, width)];
  return under(label, shown, width).map(
    (line) => paint('dim', line.slice(0, textIndent)) + line.slice(textIndent),
  );
}

function graded(severity: Severity, text: string, paint: Paint, width: number): readonly string[] {
  return wrap(text, width - textIndent).map((line, index) => {
    const badge = (index === 0 ? severity.toUpperCase() : '').padEnd(textIndent);
    return paint(severity, badge) + line;
  });
}
