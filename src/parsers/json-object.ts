import type { Json, JsonObject } from '../model/json.ts';

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** `undefined` when the text is not JSON. */
export function parseJson(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
}

/** The object that a line holds, without a byte order mark in front. */
export function parseObject(text: string): JsonObject | undefined {
  const value = parseJson(text.charCodeAt(0) === 0xfeff ? text.slice(1) : text);
  return isObject(value) ? value : undefined;
}

/** A text of an object, not empty, cut at the limit. What every object inherits is no text, no object and no number. */
export function textIn(object: JsonObject | undefined, key: string, limit = 512): string | undefined {
  const value = object?.[key];
  if (typeof value !== 'string' || value === '') return undefined;
  return value.length > limit ? value.slice(0, limit) : value;
}

export function objectIn(object: JsonObject | undefined, key: string): JsonObject | undefined {
  const value = object?.[key];
  return isObject(value) ? value : undefined;
}

export function numberIn(object: JsonObject | undefined, key: string): number | undefined {
  const value = object?.[key];
  return typeof value === 'number' && Number.isFinite(value) ? value : undefined;
}
