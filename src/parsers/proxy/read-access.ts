import type { JsonObject } from '../../model/json.ts';
import { parseObject } from '../json-object.ts';
import { type AccessRecord, withinBounds } from './access-record.ts';
import { jsonRecord } from './json-record.ts';
import { textRecord } from './text-line.ts';

/** `undefined` when it is no line of an access log. */
export function readAccess(text: string): AccessRecord | undefined {
  const json = /^\s{0,99}\{/.test(text) ? parseObject(text) : undefined;
  const record = json === undefined ? textRecord(text) : jsonRecord(json);
  return record && withinBounds(record);
}

export function isAccessText(text: string): boolean {
  return textRecord(text) !== undefined;
}

export function isAccessJson(record: JsonObject): boolean {
  return jsonRecord(record) !== undefined;
}
