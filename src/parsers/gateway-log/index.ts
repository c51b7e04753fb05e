import type { AuditEvent } from '../../model/event.ts';
import type { Parser, ParserContext } from '../../model/parser.ts';
import type { Line } from '../../model/source.ts';
import { asciiOf, textOf } from '../bytes.ts';
import { oversize } from '../gap.ts';
import { isOfNoInterest } from './quick-look.ts';
import { gatewayLogReader } from './reader.ts';
import { lastConnectionOf } from './unchanged-connection.ts';

const none: readonly AuditEvent[] = [];

/** The gateway's own file log, of any version. */
export function gatewayLog(context: ParserContext): Parser {
  let debugSeen = false;
  let time = 0;
  const last = lastConnectionOf(context.saved);
  const onSeen: ParserContext['onSeen'] = (fact) => {
    if (fact !== 'debugLines') return context.onSeen(fact);
    if (!debugSeen) context.onSeen(fact);
    debugSeen = true;
  };
  const read = gatewayLogReader({ ...context, onSeen }, last);

  function parse(line: Line): readonly AuditEvent[] {
    if (line.bytes.length === 0) return none;
    const cut = oversize(line, context.gateway, time);
    if (cut !== undefined) return [cut];
    if (!isOfNoInterest(line)) {
      const events = read(textOf(line), line);
      time = events[0]?.time ?? time;
      return events;
    }
    if (!debugSeen) notePassedOver(line);
    return none;
  }

  /** Even a line of no interest proves that debug lines are written. */
  function notePassedOver(line: Line): void {
    const text = asciiOf(line, 0, line.bytes.length);
    if (!text.includes('"logLevelId":2,') && !text.includes('"logLevelId":1,')) return;
    debugSeen = true;
    context.onSeen('debugLines');
  }

  return { kind: 'gateway-log', parse, end: () => none, save: () => last.conn ?? null };
}
