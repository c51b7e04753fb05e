import type { Json } from '../model/json.ts';

/** What a call was told to do, as far as its arguments say. */
export interface Words {
  readonly paths: readonly string[];
  readonly commands: readonly string[];
}

const pathNames = new Set([
  'path',
  'paths',
  'file',
  'files',
  'filepath',
  'file_path',
  'filename',
  'file_name',
  'uri',
  'url',
  'source',
  'src',
]);
const commandNames = new Set(['command', 'cmd', 'script', 'code', 'input', 'data', 'text', 'line']);

const longest = 4096;
const mostTexts = 16;
const mostNames = 64;

/** Reads the named arguments, two levels deep; texts together at most 4,096 characters. */
export function wordsOf(args: Json): Words {
  const found = { paths: [] as string[], commands: [] as string[], room: longest };
  collect(args, '', 2, found);
  return found;
}

interface Found {
  readonly paths: string[];
  readonly commands: string[];
  room: number;
}

function collect(value: Json, name: string, depth: number, found: Found): void {
  if (typeof value === 'string') keep(value, name, found);
  else if (typeof value === 'object' && value !== null && depth > 0) {
    if (isList(value)) keepList(value, name, depth, found);
    else
      for (const inner of Object.keys(value).slice(0, mostNames))
        collect(value[inner] ?? null, inner, depth - 1, found);
  }
}

/** A command may be given word by word. */
function keepList(values: readonly Json[], name: string, depth: number, found: Found): void {
  const few = values.slice(0, mostTexts);
  if (commandNames.has(name) && few.every((value) => typeof value === 'string'))
    keep(few.join(' '), name, found);
  else for (const value of few) collect(value, name, depth - 1, found);
}

function keep(text: string, name: string, found: Found): void {
  const lower = name.toLowerCase();
  const kind = pathNames.has(lower) ? found.paths : commandNames.has(lower) ? found.commands : undefined;
  if (kind === undefined || kind.length >= mostTexts || found.room <= 0) return;
  kind.push(text.slice(0, found.room));
  found.room -= text.length;
}

function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}
