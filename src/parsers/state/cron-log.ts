import type { ToolOutcome } from '../../model/event.ts';
import type { JsonObject } from '../../model/json.ts';
import type { Parser, ParserContext } from '../../model/parser.ts';
import type { Draft } from '../draft.ts';
import { jsonLines } from '../json-lines.ts';
import { numberIn, textIn } from '../json-object.ts';

const outcomes = new Map<unknown, ToolOutcome>([
  ['ok', 'ok'],
  ['error', 'error'],
  ['skipped', 'cancelled'],
]);

/** `cron/runs/<job>.jsonl` of gateways without a database: when a job ran, and how it ended. */
export function cronLog(context: ParserContext): Parser {
  return jsonLines({ kind: 'cron-log', time: 'ts', read: runOf, said }, context);
}

function runOf(record: JsonObject): readonly Draft[] | undefined {
  if (textIn(record, 'jobId') === undefined || record.action !== 'finished') return undefined;
  const head = {
    sessionKey: textIn(record, 'sessionKey'),
    sessionId: textIn(record, 'sessionId'),
    trigger: 'cron',
  };
  return [
    { type: 'agentRun', status: 'finished', outcome: outcomes.get(record.status) ?? 'unknown', ...head },
  ];
}

function said(record: JsonObject): string {
  const took = numberIn(record, 'durationMs');
  const lasted = took === undefined ? '' : ` after ${took} ms`;
  return `cron job ${textIn(record, 'jobId')} ${textIn(record, 'status') ?? 'finished'}${lasted}`;
}
