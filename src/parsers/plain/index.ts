import { remember } from '../../facts/remember.ts';
import type { AuditEvent, EventType } from '../../model/event.ts';
import type { Json, JsonObject } from '../../model/json.ts';
import type { Parser, ParserContext } from '../../model/parser.ts';
import type { Line } from '../../model/source.ts';
import { textOf } from '../bytes.ts';
import { gapAt, oversize, positionOf } from '../gap.ts';
import { isoTime } from '../iso-time.ts';
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

/** How most writers begin a line. What follows is said again and again: it is read once. */
const opening = '{"time":"';
const timeEnd = opening.length + '2026-11-22T12:00:00.000Z'.length;
const said = timeEnd + '",'.length;

/** An event without its time and place. */
type Saying = Omit<AuditEvent, 'time' | 'source' | 'text'>;

class PlainReader {
  readonly #gateway: string;
  readonly #sayingOf = remember((rest) => this.#repeatable(rest), 8_192);
  #time = 0;

  constructor(gateway: string) {
    this.#gateway = gateway;
  }

  parse(line: Line): readonly AuditEvent[] {
    if (line.bytes.length === 0) return none;
    const cut = oversize(line, this.#gateway, this.#time);
    if (cut !== undefined) return [cut];
    const text = textOf(line);
    return this.#readSaying(text, line) ?? this.#readWhole(text, line);
  }

  #readSaying(text: string, line: Line): readonly AuditEvent[] | undefined {
    if (!text.startsWith(opening) || !text.startsWith('",', timeEnd)) return undefined;
    const time = isoTime(text.slice(opening.length, timeEnd));
    const saying = time === undefined ? undefined : this.#sayingOf(text.slice(said));
    return saying && time !== undefined ? [this.#event(saying, time, text, line)] : undefined;
  }

  /** Nothing when it names a time as well, or cannot be read: then the whole line tells more. */
  #repeatable(rest: string): Saying | undefined {
    const record = parseObject(`{${rest}`);
    if (record === undefined || timeIn(record) !== undefined) return undefined;
    const saying = this.#saying(record);
    return typeof saying === 'string' ? undefined : saying;
  }

  #readWhole(text: string, line: Line): readonly AuditEvent[] {
    const record = parseObject(text);
    if (record === undefined) return text.trim() === '' ? none : this.#unreadable(line, 'not a JSON object');
    const time = eventTime(timeIn(record));
    if (time === undefined) return this.#unreadable(line, 'no time that names a moment');
    this.#time = time;
    const saying = this.#saying(record);
    if (typeof saying === 'string') return this.#unreadable(line, saying);
    return [this.#event(saying, time, text, line)];
  }

  /** What the record says, or why it says nothing. */
  #saying(record: JsonObject): Saying | string {
    const name = record.event ?? record.type;
    const type = typeof name === 'string' ? eventTypeOf(name) : undefined;
    if (type === undefined) return `no known event: ${shown(name)}`;
    const saying = { type, gateway: this.#gateway, trust: 'recorded' } as const;
    const missing = copyFields(type, record, saying);
    return missing === undefined ? (saying as Saying) : `${type} without ${missing}`;
  }

  #event(saying: Saying, time: number, text: string, line: Line): AuditEvent {
    this.#time = time;
    const told = text.length > 2048 ? text.slice(0, 2048) : text;
    return { ...saying, time, source: positionOf(line), text: told } as AuditEvent;
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
  for (const [name, value] of fields.defaults) into[name] ??= value;
  return fields.required.find((name) => into[name] === undefined);
}

function timeIn({ time, ts, timestamp }: JsonObject): Json | undefined {
  return time ?? ts ?? timestamp;
}

function shown(name: Json | undefined): string {
  return typeof name === 'string' ? JSON.stringify(name.slice(0, 60)) : 'none named';
}
