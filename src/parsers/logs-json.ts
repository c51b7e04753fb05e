import type { AuditEvent } from '../model/event.ts';
import type { JsonObject } from '../model/json.ts';
import type { Parser, ParserContext } from '../model/parser.ts';
import type { Line } from '../model/source.ts';
import { textOf } from './bytes.ts';
import { consoleReader } from './console/index.ts';
import { gapAt, oversize } from './gap.ts';
import { gatewayLogReader, type LineReader } from './gateway-log/reader.ts';
import { lastConnectionOf } from './gateway-log/unchanged-connection.ts';
import { isoTime } from './iso-time.ts';
import { parseObject, textIn } from './json-object.ts';

const none: readonly AuditEvent[] = [];
const longest = 8 * 1024 * 1024;

/** `openclaw logs --json`: each record carries the line of the log file, where all facts stand. */
export function logsJson(context: ParserContext): Parser {
  const last = lastConnectionOf(context.saved);
  const log = gatewayLogReader(context, last);
  const console = consoleReader(context, {});
  let time = 0;

  function parse(line: Line): readonly AuditEvent[] {
    if (line.bytes.length === 0) return none;
    const cut = oversize(line, context.gateway, time);
    if (cut !== undefined) return [cut];
    const text = textOf(line);
    const record = parseObject(text);
    if (record !== undefined) return read(record, line);
    return text.trim() === '' ? none : [gap(line, 'unreadable', 'not a JSON object')];
  }

  function read(record: JsonObject, line: Line): readonly AuditEvent[] {
    time = isoTime(textIn(record, 'time') ?? '') ?? time;
    switch (record.type) {
      case 'log':
        return carried(log, record, line);
      case 'raw':
        return carried(console, record, line);
      case 'notice':
        return noticed(record).map((kind) => gap(line, kind, textIn(record, 'message') ?? ''));
      case 'meta':
      case 'error':
        return none;
      default:
        return [gap(line, 'unreadable', 'a record of no known type')];
    }
  }

  /** What was a line of JSON once, and is none now, cannot be read. */
  function carried(reader: LineReader, record: JsonObject, line: Line): readonly AuditEvent[] {
    const raw = textIn(record, 'raw', longest);
    const broken = raw === undefined || (record.type === 'raw' && raw.trimStart().startsWith('{'));
    return broken ? [gap(line, 'unreadable', 'a line that the gateway could not read')] : reader(raw, line);
  }

  function gap(line: Line, kind: 'unreadable' | 'truncated' | 'rotation', note: string): AuditEvent {
    return gapAt(line, context.gateway, { gap: kind, note: note.slice(0, 300), time });
  }

  return { kind: 'logs-json', parse, end: () => none, save: () => last.conn ?? null };
}

function noticed(record: JsonObject): readonly ('truncated' | 'rotation')[] {
  const message = textIn(record, 'message') ?? '';
  if (message.startsWith('Log tail truncated')) return ['truncated'];
  return /^Log cursor (?:reset|re-anchored)/.test(message) ? ['rotation'] : [];
}
