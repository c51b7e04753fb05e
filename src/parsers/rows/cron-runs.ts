import type { ToolOutcome } from '../../model/event.ts';
import type { JsonObject } from '../../model/json.ts';
import type { Parser, ParserContext } from '../../model/parser.ts';
import type { Draft } from '../draft.ts';
import { jsonLines } from '../json-lines.ts';
import { textIn } from '../json-object.ts';

/** `cron_run_receipts`: when a job ran, and whether somebody asked for it. */
export function cronRuns(context: ParserContext): Parser {
  return jsonLines({ kind: 'cron-runs', time: 'at', read: runOf, said }, context);
}

const outcomes = new Map<unknown, ToolOutcome>([
  ['ok', 'ok'],
  ['error', 'error'],
  ['interrupted', 'cancelled'],
  ['superseded', 'cancelled'],
  ['skipped', 'cancelled'],
]);

function runOf(row: JsonObject): readonly Draft[] | undefined {
  const agentId = textIn(row, 'agent_id', 128);
  const job = textIn(row, 'job_id', 128);
  if (agentId === undefined || job === undefined) return undefined;
  const head = { agentId, sessionKey: `agent:${agentId}:cron:${job}`, trigger: triggerOf(row) };
  if (row.moment === 'started') return [{ type: 'agentRun', status: 'started', ...head }];
  return [{ type: 'agentRun', status: 'finished', outcome: outcomes.get(row.status) ?? 'unknown', ...head }];
}

function triggerOf(row: JsonObject): string {
  return textIn(row, 'request_run_id')?.startsWith('manual:') ? 'cron, by hand' : 'cron';
}

function said(row: JsonObject): string {
  return `cron job ${textIn(row, 'job_id')} ${row.moment === 'started' ? 'started' : textIn(row, 'status')}`;
}
