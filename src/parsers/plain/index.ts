import type { AuditEvent, EventType } from '../../model/event.ts';
import type { Json, JsonObject } from '../../model/json.ts';
import type { Parser, ParserContext } from '../../model/parser.ts';
import type { Line } from '../../model/source.ts';
import { textOf } from '../bytes.ts';
import { gapAt, oversize, positionOf } from '../gap.ts';
import { parseObject } from '../json-object.ts';
import { eventTypeOf } from './event-names.ts';
import { eventTime } from './event-time.ts';
import { fieldsOf } from './fields.ts';

const none: readonly AuditEvent[] = [];

/** The plain audit log: one event a line, as deployments write it themselves. */
export function plain(context: ParserContext): Parser {
  const reader = new PlainReader(context.gateway);
  return { kind: 'plain', parse: (line) => reader.parse(line), end: () => none };
}

class PlainReader {
  readonly #gateway: string;
  #time = 0;

  constructor(gateway: string) {
    this.#gateway = gateway;
  }

  parse(line: Line): readonly AuditEvent[] {
    if (line.bytes.length === 0) return none;
    const cut = oversize(line, this.#gateway, this.#time);
    if (cut !== undefined) return [cut];
    const text = textOf(line);
    const record = parseObject(text);
    if (record === undefined) return text.trim() === '' ? none : this.#unreadable(line, 'not a JSON object');
    return this.#read(record, text, line);
  }

  #read(record: JsonObject, text: string, line: Line): readonly AuditEvent[] {
    const time = eventTime(record.time ?? record.ts ?? record.timestamp);
    if (time === undefined) return this.#unreadable(line, 'no time that names a moment');
    this.#time = time;
    const name = record.event ?? record.type;
    const type = typeof name === 'string' ? eventTypeOf(name) : undefined;
    if (type === undefined) return this.#unreadable(line, `no known event: ${shown(name)}`);
    const common = {
      type,
      time,
      gateway: this.#gateway,
      source: positionOf(line),
      trust: 'recorded',
      text: '',
    };
    common.text = text.length > 2048 ? text.slice(0, 2048) : text;
    const missing = copyFields(type, record, common);
    if (missing !== undefined) return this.#unreadable(line, `${type} without ${missing}`);
    return [common as unknown as AuditEvent];
  }

  #unreadable(line: Line, note: string): readonly AuditEvent[] {
    return [gapAt(line, this.#gateway, { gap: 'unreadable', note, time: this.#time })];
  }
}

/** Fills the event; names the field that is due and not there. */
function copyFields(
  type: EventType,
  record: JsonObject,
  into: { [name: string]: unknown },
): string | undefined {
  const fields = fieldsOf.get(type);
  if (fields === undefined) return 'fields';
  for (const key in record) {
    const field = fields.bySpelling.get(key);
    const value = field?.read(record[key] as Json);
    if (field !== undefined && value !== undefined) into[field.name] = value;
  }
  for (const { name, value } of fields.defaults) into[name] ??= value;
  for (const name of fields.required) if (into[name] === undefined) return name;
  return undefined;
}

function shown(name: Json | undefined): string {
  return typeof name === 'string' ? JSON.stringify(name.slice(0, 60)) : 'none named';
}
