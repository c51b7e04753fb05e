import { isoTime } from '../iso-time.ts';
import { isObject, parseJson } from '../json-object.ts';
import { recordOf } from './envelope.ts';
import { type LogRecord, levelOf } from './record.ts';

const metaStart = ',"_meta":{';

/** Reads the arguments by JSON and the rest by its place. `undefined`: read the whole line. */
export function quickRecord(line: string): LogRecord | undefined {
  const start = line.indexOf(metaStart);
  // An unescaped `,"_meta":{` never stands inside a string; inside an object it leaves the head unbalanced.
  if (start < 0 || !line.endsWith('}') || line.indexOf('"_meta":', start + metaStart.length) >= 0)
    return undefined;
  const head = parseJson(`${line.slice(0, start)}}`);
  if (!isObject(head) || hasMore(head) || line.includes('"dropped":', start)) return undefined;
  const date = valueAfter(line, '"date":"', start, 24);
  const level = levelOf(wordAfter(line, '"logLevelName":"', start));
  if (level === undefined || date === undefined || isoTime(date) === undefined) return undefined;
  const name = nameOf(line, head['0'], start);
  if (name === undefined) return undefined;
  const traceId = wordAfter(line, ',"traceId":"', start);
  const meta = { date, logLevelName: level, name };
  return recordOf({ ...head, _meta: meta, ...(traceId !== undefined && { traceId }) });
}

/** Arguments only; anything else that stands before `_meta` is not the usual form. */
function hasMore(head: object): boolean {
  for (const key in head) if (key !== '0' && key !== '1' && key !== '2') return true;
  return false;
}

function nameOf(line: string, first: unknown, start: number): string | undefined {
  if (line.indexOf('"name":"openclaw"', start) >= 0) return 'openclaw';
  if (typeof first !== 'string') return undefined;
  return line.indexOf(`"name":${JSON.stringify(first)}`, start) >= 0 ? first : undefined;
}

function valueAfter(line: string, key: string, from: number, length: number): string | undefined {
  const at = line.indexOf(key, from);
  if (at < 0) return undefined;
  const end = at + key.length + length;
  return line.charCodeAt(end) === 34 ? line.slice(at + key.length, end) : undefined;
}

function wordAfter(line: string, key: string, from: number): string | undefined {
  const at = line.indexOf(key, from);
  if (at < 0) return undefined;
  const end = line.indexOf('"', at + key.length);
  return line.slice(at + key.length, end);
}
