import { boundJson } from '../facts/bound-json.ts';
import type { Json, JsonObject } from '../model/json.ts';
import { isObject } from './json-object.ts';

const bounds = { depth: 6, entries: 100, text: 2000 };
const fileTexts = new Set([
  'content',
  'contents',
  'newtext',
  'oldtext',
  'new_string',
  'old_string',
  'new_str',
  'old_str',
]);

/** A call's arguments, small enough to keep: of a file's words only their length. */
export function boundArgs(args: Json): Json {
  if (!isObject(args)) return boundJson(args, bounds);
  return isSmall(args) ? args : boundJson(withoutFileTexts(args, 2), bounds);
}

/** Most calls have a few short arguments: those are kept without a copy. */
function isSmall(args: JsonObject): boolean {
  let entries = 0;
  for (const key in args) {
    entries += 1;
    if (entries > bounds.entries || !isShort(key, args[key] ?? null)) return false;
  }
  return true;
}

function isShort(key: string, value: Json): boolean {
  if (typeof value === 'object') return value === null;
  if (typeof value !== 'string') return key.length <= bounds.text;
  return value.length <= bounds.text && key.length <= bounds.text && !fileTexts.has(key.toLowerCase());
}

function withoutFileTexts(args: { readonly [key: string]: Json }, depth: number): Json {
  const kept: [string, Json][] = [];
  for (const key in args) {
    if (kept.length > bounds.entries) break;
    kept.push([key, shorter(key, args[key] ?? null, depth)]);
  }
  return Object.fromEntries(kept);
}

function shorter(key: string, value: Json, depth: number): Json {
  if (typeof value === 'string')
    return fileTexts.has(key.toLowerCase()) ? `${value.length} characters` : value;
  if (depth === 0 || typeof value !== 'object' || value === null) return value;
  if (isObject(value)) return withoutFileTexts(value, depth - 1);
  return [...(value as readonly Json[])]
    .slice(0, bounds.entries + 1)
    .map((item) => shorter('', item, depth - 1));
}
