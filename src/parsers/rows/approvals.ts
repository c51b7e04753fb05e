import type { JsonObject } from '../../model/json.ts';
import type { Parser, ParserContext } from '../../model/parser.ts';
import { callIdOf } from '../call-id.ts';
import type { Draft } from '../draft.ts';
import { jsonLines } from '../json-lines.ts';
import { textIn } from '../json-object.ts';
import { objectOf } from './texts.ts';

type Status = Draft<'approvalRequests'>['status'];

/** `operator_approvals`: what an operator was asked to allow, and what became of it. */
export function approvals(context: ParserContext): Parser {
  return jsonLines({ kind: 'approvals', time: 'at', read: approvalOf, said }, context);
}

function approvalOf(row: JsonObject): readonly Draft[] | undefined {
  const approvalId = textIn(row, 'approval_id');
  const status = statusOf(row);
  if (approvalId === undefined || status === undefined) return undefined;
  const ended = status === 'requested' ? {} : endOf(row);
  return [
    { type: 'approvalRequests', status, approvalId, command: commandOf(row), ...ended, ...headOf(row) },
  ];
}

const statuses = new Set<unknown>(['allowed', 'denied', 'expired', 'cancelled']);

function statusOf({ moment, status }: JsonObject): Status | undefined {
  if (moment === 'requested') return 'requested';
  return statuses.has(status) ? (status as Status) : undefined;
}

/** What is asked for, whatever its kind. */
function commandOf(row: JsonObject): string | undefined {
  const shown = objectOf(row, 'presentation_json');
  return textIn(shown, 'commandText', 4096) ?? textIn(shown, 'title', 4096) ?? textIn(shown, 'summary', 4096);
}

function endOf(row: JsonObject) {
  const by = [textIn(row, 'resolver_kind'), textIn(row, 'resolver_id')].filter((part) => part !== undefined);
  return {
    decision: textIn(row, 'decision'),
    reason: textIn(row, 'terminal_reason'),
    resolver: by.length === 0 ? undefined : by.join(':'),
  };
}

function headOf(row: JsonObject) {
  const call = textIn(row, 'source_tool_call_id');
  return {
    agentId: textIn(row, 'source_agent_id'),
    sessionKey: textIn(row, 'source_session_key'),
    sessionId: textIn(row, 'source_session_id'),
    runId: textIn(row, 'source_run_id'),
    device: textIn(row, 'requested_by_device_id'),
    callId: call === undefined ? undefined : callIdOf(call),
  };
}

function said(row: JsonObject): string {
  const status = statusOf(row);
  const ended = status === 'requested' ? [] : [reasonOf(row), answererOf(row)];
  const head = [textIn(row, 'kind'), 'approval', status, ...ended].filter((word) => word !== undefined);
  return [head.join(' '), commandOf(row)].filter((part) => part !== undefined).join(': ');
}

/** That a person answered goes without saying. */
function reasonOf(row: JsonObject): string | undefined {
  const reason = textIn(row, 'terminal_reason');
  return reason === undefined || reason === 'user' ? undefined : `(${reason})`;
}

/** Of a device the start of its id. */
function answererOf(row: JsonObject): string | undefined {
  const kind = textIn(row, 'resolver_kind');
  if (kind === undefined || kind === 'system') return undefined;
  const id = textIn(row, 'resolver_id');
  const name = kind === 'device' ? id?.slice(0, 12) : id;
  return ['by', kind, name].filter((word) => word !== undefined).join(' ');
}
