import { boundJson } from '../../facts/bound-json.ts';
import { maskJson } from '../../facts/mask-json.ts';
import type { Json } from '../../model/json.ts';

const bounds = { depth: 4, entries: 64, text: 2000 };
const mostNames = 32;

/** Files and hosts that the arguments of a call name. Credentials are masked. */
export function namedInArguments(args: Json): {
  readonly files: readonly string[];
  readonly hosts: readonly string[];
} {
  const texts = textsIn(maskJson(boundJson(args, bounds)), '');
  const files = new Set(texts.flatMap(filesIn));
  const hosts = new Set(texts.flatMap(({ text }) => hostsIn(text)));
  return { files: [...files].slice(0, mostNames), hosts: [...hosts].slice(0, mostNames) };
}

interface Text {
  readonly field: string;
  readonly text: string;
}

function textsIn(value: Json, field: string): readonly Text[] {
  if (typeof value === 'string') return [{ field, text: value }];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]: [string, Json]) =>
    textsIn(inner, Array.isArray(value) ? field : name),
  );
}

const fileField = /^(?:path|paths|file|files|file_?path|file_?name)$/i;

/** What a field for files holds, and in other texts what looks like a path from a root or a home. */
function filesIn({ field, text }: Text): readonly string[] {
  // A lone ellipsis stands for what was too deep.
  if (fileField.test(field)) return text.length > 1 && text.length <= longestName ? [text] : [];
  return wordsOf(text).filter((word) => /^(?:~|\.{1,2})?\/[^/]/.test(word));
}

function hostsIn(text: string): readonly string[] {
  return wordsOf(text).flatMap((word) => {
    const start = word.indexOf('://');
    if (start < 1) return [];
    const [authority = ''] = word.slice(start + 3).split(/[/?#]/, 1);
    const host = authority.slice(authority.lastIndexOf('@') + 1).toLowerCase();
    return host === '' ? [] : [host];
  });
}

const longestName = 256;

function wordsOf(text: string): readonly string[] {
  return text
    .split(/[\s'"`<>()[\]{},;|&=]+/, 512)
    .map((word) => word.replace(/[.:!?]{1,3}$/, ''))
    .filter(({ length }) => length > 1 && length <= longestName);
}
