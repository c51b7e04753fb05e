import type { AuditEvent } from '../../model/event.ts';
import type { JsonObject } from '../../model/json.ts';
import type { Parser, ParserContext } from '../../model/parser.ts';
import type { Line, SourceKind } from '../../model/source.ts';
import { textOf } from '../bytes.ts';
import { type Draft, seal } from '../draft.ts';
import { gapAt, oversize, positionOf } from '../gap.ts';
import { parseObject } from '../json-object.ts';

const none: readonly AuditEvent[] = [];
const largest = 8 * 1024 * 1024;

/** Something that the file says, with the time that the file gives it. */
export interface Told {
  readonly time: number;
  readonly draft: Draft;
  /** In few words, without secrets. */
  readonly text: string;
}

export interface DocumentReader {
  readonly kind: SourceKind;
  /** `undefined` when it is no such file. */
  readonly read: (document: JsonObject, name: string) => readonly Told[] | undefined;
}

/** A parser of a file that is one JSON object, the state of something: what in it has a time becomes events. */
export function jsonDocument({ kind, read }: DocumentReader, { gateway }: ParserContext): Parser {
  let held: string[] = [];
  let size = 0;
  let start: Line | undefined;
  let records = 0;

  function parse(line: Line): readonly AuditEvent[] {
    const cut = oversize(line, gateway, 0);
    if (cut !== undefined || size > largest) return cut === undefined ? none : [cut];
    const text = textOf(line);
    start ??= keptPlace(line);
    held.push(text);
    size += text.length;
    return isEnd(text, held.length) ? finish() : none;
  }

  function finish(): readonly AuditEvent[] {
    const [text, place] = [held.join('\n'), start];
    held = [];
    size = 0;
    start = undefined;
    if (place === undefined || text.trim() === '') return none;
    const document = parseObject(text);
    const told = document && read(document, place.name);
    if (told === undefined)
      return [gapAt(place, gateway, { gap: 'unreadable', note: 'no such file of state', time: 0 })];
    records += told.length;
    return [...told]
      .sort((a, b) => a.time - b.time)
      .map(({ time, draft, text: said }) => {
        const common = { time, gateway, source: positionOf(place), trust: 'recorded' as const };
        return seal(draft, { ...common, text: said.slice(0, 2048) });
      });
  }

  return {
    kind,
    parse,
    end: finish,
    get records() {
      return records;
    },
  };
}

/** The bytes of a line are written over by the next batch. */
function keptPlace(line: Line): Line {
  return { ...line, bytes: new Uint8Array(0) };
}

function isEnd(text: string, lines: number): boolean {
  return text === '}' || (lines === 1 && text.startsWith('{') && text.trimEnd().endsWith('}'));
}
