import { wrap } from './layout.ts';

/** The column where text starts, to the right of the labels. */
export const textIndent = 10;

/** A label, and its text wrapped to the right of it. */
export function under(label: string, text: string, width: number): readonly string[] {
  return wrap(text, width - textIndent).map(
    (line, index) => `${(index === 0 ? `  ${label}` : '').padEnd(textIndent)}${line}`,
  );
}
