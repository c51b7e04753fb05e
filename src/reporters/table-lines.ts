import type { Severity } from '../model/finding.ts';
import { wrap } from './layout.ts';
import type { Page } from './page.ts';
import { textIndent, under } from './under.ts';

/** A title beside the severity. */
export function badged(severity: Severity, title: string, { paint, width }: Page): readonly string[] {
  return wrap(title, width - textIndent).map((line, index) => {
    const badge = (index === 0 ? severity.toUpperCase() : '').padEnd(textIndent);
    return `${paint(severity, badge)}${paint('bold', line)}`;
  });
}

export function labelled(label: string, text: string, { paint, width }: Page): readonly string[] {
  return under(label, text, width).map(
    (line) => paint('dim', line.slice(0, textIndent)) + line.slice(textIndent),
  );
}
