import type { JsonObject } from '../../model/json.ts';
import { parseJson, parseObject, textIn } from '../json-object.ts';

/** A list of texts that a column holds as JSON. */
export function textsIn(row: JsonObject, column: string): readonly string[] | undefined {
  const list = parseJson(textIn(row, column, 16_384) ?? '');
  if (!Array.isArray(list)) return undefined;
  const texts = list.slice(0, 100).filter((item): item is string => typeof item === 'string');
  return texts.map((text) => text.slice(0, 128));
}

/** An object that a column holds as JSON. */
export function objectOf(row: JsonObject, column: string): JsonObject | undefined {
  return parseObject(textIn(row, column, 65_536) ?? '');
}
