import type { Json } from '../model/json.ts';
import { cut } from './cut.ts';

export interface JsonBounds {
  readonly depth: number;
  /** Entries of each object or array. */
  readonly entries: number;
  /** Characters of each text and key. */
  readonly text: number;
}

/** A copy that is safe to recurse into and to print: what is deeper or longer than the bounds becomes `…`. */
export function boundJson(value: Json, bounds: JsonBounds): Json {
  if (typeof value === 'string') return boundText(value, bounds.text);
  if (typeof value !== 'object' || value === null) return value;
  if (bounds.depth <= 0) return '…';
  const inner = { ...bounds, depth: bounds.depth - 1 };
  if (isArray(value)) return boundArray(value, inner);
  return boundObject(value, inner);
}

function boundArray(values: readonly Json[], bounds: JsonBounds): Json {
  const kept = values.slice(0, bounds.entries).map((value) => boundJson(value, bounds));
  return values.length > kept.length ? [...kept, '…'] : kept;
}

function boundObject(value: { readonly [key: string]: Json }, bounds: JsonBounds): Json {
  const kept: [string, Json][] = [];
  for (const key in value) {
    if (kept.length >= bounds.entries) return Object.fromEntries([...kept, ['…', '…']]);
    kept.push([boundText(key, bounds.text), boundJson(value[key] ?? null, bounds)]);
  }
  return Object.fromEntries(kept);
}

function boundText(text: string, limit: number): string {
  return text.length <= limit ? text : `${cut(text, limit)}…`;
}

function isArray(value: object): value is readonly Json[] {
  return Array.isArray(value);
}
