import { visible } from '../facts/escape.ts';

/** Prose that Markdown, HTML and a forge leave as it is: no markup, no link, no mention, no reference. */
export function markdownText(text: string): string {
  return visible(text).replace(special, (sign) => entities.get(sign) ?? `\\${sign}`);
}

/** Prose whose commands, between backticks, are code spans. */
export function markdownProse(text: string): string {
  const parts = text.split('`');
  const open = parts.length % 2 === 0 ? parts.pop() : undefined;
  const spans = parts.map((part, index) => (index % 2 === 1 ? markdownCode(part) : markdownText(part)));
  return spans.join('') + (open === undefined ? '' : markdownText(`\`${open}`));
}

/** A code span that no backtick in the text can end. */
export function markdownCode(text: string): string {
  const shown = visible(text);
  const runs = shown.match(/`+/g) ?? [];
  const fence = '`'.repeat(Math.max(0, ...runs.map((run) => run.length)) + 1);
  const padding = /^[` ]|[` ]$/.test(shown) || shown === '' ? ' ' : '';
  return `${fence}${padding}${shown}${padding}${fence}`;
}

// A colon and a point only where a link would begin.
const special = /[\\`*_[\]~$&<>|@#]|:(?=\/\/)|(?<=www)\./gi;

const entities = new Map([
  ['&', '&amp;'],
  ['<', '&lt;'],
  ['>', '&gt;'],
  // Also in a table, where a backslash before a bar is not the same everywhere.
  ['|', '&#124;'],
  // A forge looks for mentions and references after the markup is gone.
  ['@', '@<!-- -->'],
  ['#', '#<!-- -->'],
]);
