import { remember } from '../../facts/remember.ts';
import type { JsonObject } from '../../model/json.ts';
import { isoTime } from '../iso-time.ts';
import { isObject, parseJson } from '../json-object.ts';
import { type LogRecord, levelOf, rootSubsystem, verboseSubsystem, withoutColours } from './record.ts';

/** Reads a whole line that was parsed as JSON; `undefined` when it is not a line of this log. */
export function recordOf(line: JsonObject): LogRecord | undefined {
  const meta = line['_meta'];
  if (!isObject(meta)) return sizeCapOf(line);
  const level = levelOf(meta['logLevelName']);
  const time = timeOf(meta['date']) ?? timeOf(line['time']);
  const said = saidIn(line, meta['name']);
  if (level === undefined || time === undefined || said === undefined) return undefined;
  const { subsystem, message, fields } = said;
  return { level, time, subsystem, message, fields, traceId: traceIdOf(line), dropped: droppedOf(line) };
}

type Said = Pick<LogRecord, 'subsystem' | 'message' | 'fields'>;

function saidIn(line: JsonObject, name: unknown): Said | undefined {
  const first = line['0'];
  if (isObject(first)) return readVerbose(line, first);
  if (typeof first !== 'string') return undefined;
  const subsystem = name === first ? subsystemOf(first) : undefined;
  return subsystem === undefined
    ? { subsystem: rootSubsystem, message: withoutColours(first) }
    : readChild(line, subsystem);
}

/** The bindings of a child logger: `{"subsystem":"gateway/ws"}`, `{"module":"cron",…}`. */
export const subsystemOf: (bindings: string) => string | undefined = remember((bindings) => {
  const value = bindings.startsWith('{"') && bindings.length <= 4096 ? parseJson(bindings) : undefined;
  const name = isObject(value) ? (value.subsystem ?? value.module ?? value.capability) : undefined;
  return typeof name === 'string' ? name : undefined;
});

function readVerbose(line: JsonObject, { message }: JsonObject): Said {
  const verbose = line['1'] === 'verbose' && typeof message === 'string';
  if (verbose) return { subsystem: verboseSubsystem, message: withoutColours(message) };
  return { subsystem: rootSubsystem, message: '' };
}

/** The fields stand before the message; a few lines have them behind it. */
function readChild(line: JsonObject, subsystem: string): Said {
  const one = line['1'];
  const two = line['2'];
  const text = typeof one === 'string' ? one : typeof two === 'string' ? two : '';
  const message = withoutColours(text);
  const fields = isObject(one) ? one : isObject(two) ? two : undefined;
  return { subsystem, message, fields };
}

function traceIdOf({ traceId }: JsonObject): string | undefined {
  return typeof traceId === 'string' && traceId.length <= 64 ? traceId : undefined;
}

function droppedOf({ dropped }: JsonObject): number | undefined {
  return typeof dropped === 'number' && Number.isSafeInteger(dropped) && dropped >= 0 ? dropped : undefined;
}

/** The one record that the log's own writer shapes otherwise: `{time, level, message}`. */
function sizeCapOf(line: JsonObject): LogRecord | undefined {
  const time = timeOf(line['time']);
  const { level, message } = line;
  if (time === undefined || level !== 'warn' || typeof message !== 'string') return undefined;
  return { subsystem: 'log writer', level: 'WARN', time, message };
}

function timeOf(value: unknown): number | undefined {
  return typeof value === 'string' ? isoTime(value) : undefined;
}
