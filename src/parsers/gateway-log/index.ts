import type { AuditEvent } from '../../model/event.ts';
import type { JsonObject } from '../../model/json.ts';
import type { Parser, ParserContext } from '../../model/parser.ts';
import type { Line } from '../../model/source.ts';
import { asciiOf, textOf } from '../bytes.ts';
import { seal } from '../draft.ts';
import { gapAt, oversize, positionOf } from '../gap.ts';
import { parseObject } from '../json-object.ts';
import { isWatched, recognise } from './dispatch.ts';
import { repeatedKey } from './duplicate-keys.ts';
import { recordOf } from './envelope.ts';
import { isOfNoInterest } from './quick-look.ts';
import { quickRecord } from './quick-record.ts';
import { isAtLeastWarning, type LogRecord } from './record.ts';
import { templateOf } from './unknown-template.ts';

const none: readonly AuditEvent[] = [];

/** The gateway's own file log, of any version. */
export function gatewayLog(
  context: ParserContext,
): Parser & { parseText(text: string, line: Line): readonly AuditEvent[] } {
  const reader = new GatewayLogReader(context);
  return {
    kind: 'gateway-log',
    parse: (line) => reader.parse(line),
    parseText: (text, line) => reader.parseText(text, line),
    end: () => none,
  };
}

class GatewayLogReader {
  readonly #context: ParserContext;
  #time = 0;
  #debugSeen = false;
  #verboseSeen = false;

  constructor(context: ParserContext) {
    this.#context = context;
  }

  parse(line: Line): readonly AuditEvent[] {
    if (line.bytes.length === 0) return none;
    const cut = oversize(line, this.#context.gateway, this.#time);
    if (cut !== undefined) return [cut];
    if (isOfNoInterest(line)) return this.#passOver(line);
    return this.parseText(textOf(line), line);
  }

  parseText(text: string, line: Line): readonly AuditEvent[] {
    if (text.trim() === '') return none;
    const quick = quickRecord(text);
    if (quick !== undefined && !isOdd(text)) return this.#eventsOf(quick, line);
    const whole = parseObject(text);
    if (whole === undefined) return [this.#gap(line, 'unreadable', 'not JSON')];
    return this.#readWhole(text, whole, line);
  }

  #readWhole(text: string, whole: JsonObject, line: Line): readonly AuditEvent[] {
    const record = recordOf(whole);
    if (record === undefined) return [this.#gap(line, 'unreadable', 'not a line of a gateway log')];
    const events = this.#eventsOf(record, line);
    const key = repeatedKey(text);
    if (key === undefined) return events;
    return [...events, this.#gap(line, 'forged', `the key ${JSON.stringify(key)} stands twice`)];
  }

  #eventsOf(record: LogRecord, line: Line): readonly AuditEvent[] {
    this.#time = record.time;
    this.#noteSeen(record);
    const { drafts, known } = recognise(record);
    if (drafts.length === 0) {
      if (!known) this.#noteUnknown(record);
      return none;
    }
    const { time, traceId, message } = record;
    const common = {
      time,
      gateway: this.#context.gateway,
      source: positionOf(line),
      trust: 'recorded' as const,
    };
    const said = { text: message.slice(0, 2048), ...(traceId !== undefined && { traceId }) };
    return drafts.map((draft) => seal(draft, { ...common, ...said }));
  }

  #noteSeen({ level, subsystem, message }: LogRecord): void {
    if (!this.#debugSeen && (level === 'DEBUG' || level === 'TRACE')) {
      this.#debugSeen = true;
      this.#context.onSeen('debugLines');
    }
    if (this.#verboseSeen || subsystem !== 'gateway/ws') return;
    if (!message.startsWith('← ') && !message.startsWith('→ hello-ok')) return;
    this.#verboseSeen = true;
    this.#context.onSeen('verboseLines');
  }

  #noteUnknown({ subsystem, level, message }: LogRecord): void {
    if (!isAtLeastWarning(level) || !isWatched(subsystem)) return;
    this.#context.onUnknown({ subsystem, level, template: templateOf(message) });
  }

  /** Even a dull line proves that debug lines are written. */
  #passOver(line: Line): readonly AuditEvent[] {
    if (this.#debugSeen) return none;
    const text = asciiOf(line, 0, line.bytes.length);
    if (!text.includes('"logLevelId":2') && !text.includes('"logLevelId":1,')) return none;
    this.#debugSeen = true;
    this.#context.onSeen('debugLines');
    return none;
  }

  #gap(line: Line, gap: 'unreadable' | 'forged', note: string): AuditEvent {
    return gapAt(line, this.#context.gateway, { gap, note, time: this.#time });
  }
}

/** An argument stands twice, or seems to: the whole line will tell. */
function isOdd(text: string): boolean {
  return text.includes(',"0":') || text.indexOf(',"1":', text.indexOf(',"1":') + 1) > 0;
}
