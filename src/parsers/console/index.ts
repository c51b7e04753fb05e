import type { AuditEvent } from '../../model/event.ts';
import type { Parser, ParserContext } from '../../model/parser.ts';
import { textOf } from '../bytes.ts';
import { oversize } from '../gap.ts';
import { type LineReader, recordEvents } from '../gateway-log/reader.ts';
import { withoutColours } from '../gateway-log/record.ts';
import { type LastConnection, lastConnectionOf } from '../gateway-log/unchanged-connection.ts';
import { isoTime } from '../iso-time.ts';
import { parseObject, textIn } from '../json-object.ts';
import { consoleLineOf } from './console-line.ts';
import { consoleRecord } from './console-record.ts';

const none: readonly AuditEvent[] = [];

/** What the gateway prints: anyone's words may stand there, so every event is a claim. */
export function console(context: ParserContext): Parser {
  const last = lastConnectionOf(context.saved);
  const read = consoleReader(context, last);
  let time = 0;
  return {
    kind: 'console',
    parse(line) {
      if (line.bytes.length === 0) return none;
      const cut = oversize(line, context.gateway, time);
      if (cut !== undefined) return [cut];
      const events = read(textOf(line), line);
      time = events.at(-1)?.time ?? time;
      return events;
    },
    end: () => none,
    save: () => last.conn ?? null,
  };
}

export function consoleReader(context: ParserContext, last: LastConnection): LineReader {
  const eventsOf = recordEvents(context, last, 'claimed');
  return (text, line) => {
    const printed = withoutColours(dockerText(text) ?? text);
    const found = consoleLineOf(printed.trimEnd());
    const time = found === undefined ? undefined : isoTime(found.time);
    if (found === undefined || time === undefined) return none;
    return eventsOf(consoleRecord(found, time), line);
  };
}

/** `{"log":"…\n","stream":"stdout","time":…}` of a container's log. */
function dockerText(text: string): string | undefined {
  if (!text.startsWith('{"log":')) return undefined;
  return textIn(parseObject(text), 'log', 1024 * 1024);
}
