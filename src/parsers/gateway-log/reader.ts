import type { AuditEvent, EventHead, EventType } from '../../model/event.ts';
import type { JsonObject } from '../../model/json.ts';
import type { ParserContext } from '../../model/parser.ts';
import type { Line } from '../../model/source.ts';
import { type Seal, seal } from '../draft.ts';
import { gapAt, positionOf } from '../gap.ts';
import { parseObject } from '../json-object.ts';
import { isWatched, recognise } from './dispatch.ts';
import { repeatedKey } from './duplicate-keys.ts';
import { recordOf } from './envelope.ts';
import { isAtLeastWarning, type LogRecord } from './record.ts';
import { seenIn } from './seen.ts';
import { type LastConnection, unchangedConnections } from './unchanged-connection.ts';
import { templateOf } from './unknown-template.ts';

const none: readonly AuditEvent[] = [];

export type LineReader = (text: string, line: Line) => readonly AuditEvent[];
type Trust = EventHead<EventType>['trust'];

/** Reads the JSON of one log line, wherever it was found. */
export function gatewayLogReader(
  context: ParserContext,
  last: LastConnection,
  trust: Trust = 'recorded',
): LineReader {
  const eventsOf = recordEvents(context, last, trust);
  let time = 0;

  function read(text: string, line: Line): readonly AuditEvent[] {
    const whole = parseObject(text);
    if (whole !== undefined) return readWhole(text, whole, line);
    return text.trim() === '' ? none : [gap(line, 'unreadable', 'not JSON')];
  }

  function readWhole(text: string, whole: JsonObject, line: Line): readonly AuditEvent[] {
    const record = recordOf(whole);
    if (record === undefined) return [gap(line, 'unreadable', 'not a line of a gateway log')];
    time = record.time;
    const key = isOdd(text) ? repeatedKey(text) : undefined;
    if (key === undefined) return eventsOf(record, line);
    return [...eventsOf(record, line), gap(line, 'forged', `the key ${JSON.stringify(key)} stands twice`)];
  }

  function gap(line: Line, kind: 'unreadable' | 'forged', note: string): AuditEvent {
    return gapAt(line, context.gateway, { gap: kind, note, time });
  }

  return read;
}

/** A key that counts seems to stand twice; a closer look will tell. */
function isOdd(text: string): boolean {
  // Each search starts with a sign that is rare, and is of six at most: three times as fast.
  return isTwice(text, '_meta"') || text.includes(',"0":') || isTwice(text, ',"1":');
}

function isTwice(text: string, key: string): boolean {
  const first = text.indexOf(key);
  return first >= 0 && text.indexOf(key, first + key.length) >= 0;
}

/** What records say; tells the context what they prove, and which of them nothing knows. */
export function recordEvents(
  context: ParserContext,
  last: LastConnection,
  trust: Trust,
): (record: LogRecord, line: Line) => readonly AuditEvent[] {
  const noteSeen = seenIn(context);
  const complete = unchangedConnections(last);
  return (written, line) => {
    noteSeen(written);
    // Anyone's words may stand on a console, which has a level of its own.
    if (trust === 'recorded' && !isAtLeastWarning(written.level)) context.onInfoLine?.(written.time);
    const { record, inferred } = complete(written);
    const { drafts, known } = recognise(record);
    if (drafts.length === 0) {
      if (!known) noteUnknown(record, context);
      return none;
    }
    const common = commonOf(written, { gateway: context.gateway, source: positionOf(line), trust });
    return drafts.map((draft) => seal(inferred ? { ...draft, inferred: ['connId'] } : draft, common));
  };
}

function commonOf(
  { time, traceId, message }: LogRecord,
  { gateway, source, trust }: Pick<Seal, 'gateway' | 'source' | 'trust'>,
): Seal {
  const text = message.length > 2048 ? message.slice(0, 2048) : message;
  return { time, gateway, source, trust, text, traceId };
}

function noteUnknown({ subsystem, level, message }: LogRecord, context: ParserContext): void {
  if (!isAtLeastWarning(level) || !isWatched(subsystem)) return;
  context.onUnknown({ subsystem, level, template: templateOf(message) });
}
