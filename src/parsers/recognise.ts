import type { JsonObject } from '../model/json.ts';
import type { Line, SourceKind } from '../model/source.ts';
import { asciiOf, textOf } from './bytes.ts';
import { isConsoleLine } from './console/console-line.ts';
import { isObject, parseObject } from './json-object.ts';
import { isEventName } from './plain/event-names.ts';
import { isAccessJson, isAccessText } from './proxy/read-access.ts';

const looked = 64;
const pageStart = /^(?:\u00ef\u00bb\u00bf)?\s{0,99}\{\s{0,99}"events"\s{0,99}:\s{0,99}\[/;

/** What the first records are, by vote: one line of somebody's words does not decide. */
export function recogniseKind(lines: readonly Line[]): SourceKind | undefined {
  const first = lines.filter(({ bytes }) => bytes.length > 0).slice(0, looked);
  if (isPage(first)) return 'ledger';
  const votes = new Map<SourceKind, number>();
  for (const line of first) {
    const kind = kindOf(line);
    if (kind !== undefined) votes.set(kind, (votes.get(kind) ?? 0) + 1);
  }
  return [...votes].sort(([, a], [, b]) => b - a)[0]?.[0];
}

/** A page of the ledger may be printed over many lines. */
function isPage(lines: readonly Line[]): boolean {
  const start = lines.slice(0, 4).map((line) => asciiOf(line, 0, 200));
  const text = start.join('\n');
  return pageStart.test(text) || /^\s{0,9}\[\s{0,9}\{\s{0,9}"schemaVersion"/.test(text);
}

function kindOf(line: Line): SourceKind | undefined {
  const text = textOf(line);
  const record = text.includes('{') ? parseObject(text) : undefined;
  if (record === undefined) return kindOfText(text);
  return checks.find(([, fits]) => fits(record))?.[0];
}

function kindOfText(text: string): SourceKind | undefined {
  if (isAccessText(text)) return 'proxy';
  return isConsoleLine(text) ? 'console' : undefined;
}

const checks: readonly (readonly [SourceKind, (record: JsonObject) => boolean])[] = [
  ['gateway-log', (record) => isObject(record._meta) && Object.hasOwn(record, '0')],
  ['ledger', (record) => record.schemaVersion === 1 && has(record, 'eventType', 'eventId')],
  ['logs-json', isLogsJson],
  ['transcript', isTranscript],
  ['commands', (record) => has(record, 'timestamp', 'action', 'sessionKey', 'source')],
  ['config-audit', (record) => record.source === 'config-io' && has(record, 'ts', 'event')],
  ['plain', isPlain],
  ['console', (record) => has(record, 'log', 'stream', 'time')],
  ['proxy', isAccessJson],
];

function has(record: JsonObject, ...keys: readonly string[]): boolean {
  return keys.every((key) => Object.hasOwn(record, key) && typeof record[key] === 'string');
}

function isLogsJson(record: JsonObject): boolean {
  const { type } = record;
  if (type === 'log') return has(record, 'raw', 'message');
  if (type === 'meta') return has(record, 'file') && Object.hasOwn(record, 'cursor');
  if (type === 'notice') return has(record, 'message') && !has(record, 'timestamp');
  return type === 'raw' && has(record, 'raw');
}

function isTranscript(record: JsonObject): boolean {
  if (record.type === 'session') return has(record, 'id', 'timestamp', 'cwd');
  return record.type === 'message' && isObject(record.message) && has(record, 'timestamp');
}

function isPlain(record: JsonObject): boolean {
  const name = record.event ?? record.type;
  const time = record.time ?? record.ts ?? record.timestamp;
  return typeof name === 'string' && isEventName(name) && time !== undefined && time !== null;
}
