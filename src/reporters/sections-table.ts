import { visible } from '../facts/escape.ts';
import type { ReporterOptions } from '../model/report.ts';
import { shorten, wrap } from './layout.ts';
import { type Paint, painter } from './paint.ts';
import type { Section, SectionLine } from './sections.ts';
import { textIndent, under } from './under.ts';

export interface SectionPage {
  readonly title: string;
  readonly subtitle: readonly string[];
  readonly sections: readonly Section[];
}

export function sectionsTable({ title, subtitle, sections }: SectionPage, options: ReporterOptions): string {
  const paint = painter(options.color);
  const width = Math.min(120, Math.max(40, options.width));
  const head = [
    ...wrap(visible(title), width).map((line) => paint('bold', line)),
    ...subtitle.flatMap((text) => wrap(visible(text), width)),
  ];
  const blocks = sections
    .filter(({ lines }) => lines.length > 0)
    .map((section) => [
      paint('bold', section.title),
      ...section.lines.flatMap((line) => tableLines(line, paint, width)),
    ]);
  return `${[head, ...blocks].map((lines) => lines.join('\n')).join('\n\n')}\n`;
}

function tableLines({ label = '', text, as }: SectionLine, paint: Paint, width: number): readonly string[] {
  const shown = visible(text);
  const indent = (label === '' ? '' : `  ${label}`).padEnd(textIndent);
  if (as === 'command') return [`${paint('dim', indent)}${shown}`];
  if (as === 'cut') return [shorten(`  ${shown}`, width)];
  return under(label, shown, width).map(
    (line) => paint('dim', line.slice(0, textIndent)) + line.slice(textIndent),
  );
}
