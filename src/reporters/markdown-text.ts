import { visible } from '../facts/escape.ts';

/** Prose that Markdown, HTML and a forge leave as it is: no markup, no link, no mention, no reference. */
export function markdownText(text: string): string {
  return visible(text)
    .replace(/[\\`*_{}[\]()!~$^:]/g, '\\$&')
    .replace(/[&<>|]/g, (sign) => entities.get(sign) ?? sign)
    .replace(/www\./gi, (word) => word.replace('.', '\\.'))
    .replace(/[@#]/g, '$&<!-- -->');
}

// Also in a table, where a backslash before a bar is not the same everywhere.
const entities = new Map([
  ['&', '&amp;'],
  ['<', '&lt;'],
  ['>', '&gt;'],
  ['|', '&#124;'],
]);

/** A code span that no backtick in the text can end. */
export function markdownCode(text: string): string {
  const shown = visible(text);
  const runs = shown.match(/`+/g) ?? [];
  const fence = '`'.repeat(Math.max(0, ...runs.map((run) => run.length)) + 1);
  const padding = /^[` ]|[` ]$/.test(shown) || shown === '' ? ' ' : '';
  return `${fence}${padding}${shown}${padding}${fence}`;
}
