import type { AuditEvent } from '../model/event.ts';
import type { JsonObject } from '../model/json.ts';
import type { Parser, ParserContext } from '../model/parser.ts';
import type { Line, SourceKind } from '../model/source.ts';
import { textOf } from './bytes.ts';
import { type Draft, seal } from './draft.ts';
import { gapAt, oversize, positionOf } from './gap.ts';
import { isoTime } from './iso-time.ts';
import { numberIn, parseObject, textIn } from './json-object.ts';

const none: readonly AuditEvent[] = [];

export interface Journal {
  readonly kind: SourceKind;
  /** The key of the record's time: ISO 8601, or milliseconds. */
  readonly time: string;
  /** `undefined` when it is no record of this journal. */
  readonly read: (record: JsonObject) => readonly Draft[] | undefined;
  /** The record in few words, for the excerpt; the record itself where this is absent. */
  readonly said?: (record: JsonObject) => string;
}

/** A parser of a journal with one JSON object a line. */
export function jsonLines(journal: Journal, { gateway }: ParserContext): Parser {
  let time = 0;

  function parse(line: Line): readonly AuditEvent[] {
    const cut = oversize(line, gateway, time);
    if (cut !== undefined) return [cut];
    if (line.bytes.length === 0) return none;
    const text = textOf(line);
    return text.trim() === '' ? none : read(text, line);
  }

  function read(text: string, line: Line): readonly AuditEvent[] {
    const record = parseObject(text);
    const at = numberIn(record, journal.time) ?? isoTime(textIn(record, journal.time) ?? '');
    const drafts = record && journal.read(record);
    if (record === undefined || drafts === undefined || at === undefined) {
      return [gapAt(line, gateway, { gap: 'unreadable', note: 'no record of this journal', time })];
    }
    time = at;
    const common = {
      time,
      gateway,
      source: positionOf(line),
      trust: 'recorded' as const,
      text: (journal.said?.(record) ?? text).slice(0, 2048),
    };
    return drafts.map((draft) => seal(draft, common));
  }

  return { kind: journal.kind, parse, end: () => none };
}
