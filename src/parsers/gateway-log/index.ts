import { changesLogLevel, levelSettles } from '../../facts/log-level.ts';
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
  /** From when on a line of level info is news, until one has come. */
  let infoAwaited = Number.NEGATIVE_INFINITY;
  let time = 0;
  const last = lastConnectionOf(context.saved);
  const onSeen: ParserContext['onSeen'] = (fact) => {
    if (fact !== 'debugLines') return context.onSeen(fact);
    if (!debugSeen) context.onSeen(fact);
    debugSeen = true;
  };
  const onInfoLine = (at: number): void => {
    if (at >= infoAwaited) infoAwaited = Number.POSITIVE_INFINITY;
    context.onInfoLine?.(at);
  };
  const read = gatewayLogReader({ ...context, onSeen, onInfoLine }, last);

  function parse(line: Line): readonly AuditEvent[] {
    if (line.bytes.length === 0) return none;
    const cut = oversize(line, context.gateway, time);
    if (cut !== undefined) return [cut];
    if (isOfNoInterest(line)) {
      passOver(line);
      return none;
    }
    const events = read(textOf(line), line);
    const [first] = events;
    if (first?.type === 'configChange' && changesLogLevel(first)) infoAwaited = first.time + levelSettles;
    time = first?.time ?? time;
    return events;
  }

  function passOver(line: Line): void {
    if (infoAwaited !== Number.POSITIVE_INFINITY) read(textOf(line), line);
    else if (!debugSeen) notePassedOver(line);
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
