import { canonicalTool } from '../../facts/tool.ts';
import type { Actor, AuditEvent, ToolOutcome } from '../../model/event.ts';
import type { JsonObject } from '../../model/json.ts';
import type { Line } from '../../model/source.ts';
import { type Draft, seal } from '../draft.ts';
import { gapAt, positionOf } from '../gap.ts';
import { numberIn, objectIn, textIn } from '../json-object.ts';

/** One row of the audit ledger, from a page or from the database. */
export function rowEvent(row: JsonObject, line: Line, gateway: string): AuditEvent {
  const time = numberIn(row, 'occurredAt');
  const draft = time === undefined ? undefined : draftOf(row);
  if (draft === undefined || time === undefined) {
    return gapAt(line, gateway, {
      gap: 'unreadable',
      note: 'a ledger row of no known kind',
      time: time ?? 0,
    });
  }
  return seal(
    draft,
    { time, gateway, source: positionOf(line), trust: 'recorded', text: said(row) },
    headOf(row),
  );
}

function draftOf(row: JsonObject): Draft | undefined {
  switch (row.eventType) {
    case 'agent_run':
      return agentRun(row);
    case 'tool_action':
      return toolAction(row);
    case 'inbound_message':
      return { type: 'message', direction: 'inbound', outcome: inboundOutcome(row), ...messageOf(row) };
    case 'outbound_message':
      return { type: 'message', direction: 'outbound', outcome: outboundOutcome(row), ...messageOf(row) };
    default:
      return undefined;
  }
}

function agentRun(row: JsonObject): Draft<'agentRun'> {
  if (row.status === 'started') return { type: 'agentRun', status: 'started' };
  return { type: 'agentRun', status: 'finished', outcome: outcomeOf(row.status) };
}

function toolAction(row: JsonObject): Draft<'toolExecution'> {
  const started = row.status === 'started';
  return {
    type: 'toolExecution',
    tool: canonicalTool(textIn(row, 'toolName') ?? 'unknown'),
    phase: started ? 'start' : 'end',
    outcome: started ? 'unknown' : outcomeOf(row.status),
    callId: textIn(row, 'toolCallId'),
    reason: textIn(row, 'errorCode'),
  };
}

const outcomes = new Map<unknown, ToolOutcome>([
  ['succeeded', 'ok'],
  ['failed', 'error'],
  ['blocked', 'blocked'],
  ['cancelled', 'cancelled'],
  ['timed_out', 'timeout'],
]);

function outcomeOf(status: unknown): ToolOutcome {
  return outcomes.get(status) ?? 'unknown';
}

function inboundOutcome({ status }: JsonObject): 'ok' | 'skipped' | 'error' | 'unknown' {
  if (status === 'succeeded') return 'ok';
  if (status === 'blocked') return 'skipped';
  return status === 'failed' ? 'error' : 'unknown';
}

function outboundOutcome({ status }: JsonObject): 'ok' | 'denied' | 'error' | 'unknown' {
  if (status === 'succeeded') return 'ok';
  if (status === 'blocked') return 'denied';
  return status === 'failed' ? 'error' : 'unknown';
}

function messageOf(row: JsonObject) {
  return {
    channel: textIn(row, 'channel'),
    conversation: textIn(row, 'conversationRef'),
    reason: textIn(row, 'reasonCode') ?? textIn(row, 'errorCode'),
  };
}

function headOf(row: JsonObject) {
  return {
    agentId: textIn(row, 'agentId'),
    sessionKey: textIn(row, 'sessionKey'),
    sessionId: textIn(row, 'sessionId'),
    runId: textIn(row, 'runId'),
    eventId: textIn(row, 'eventId'),
    actor: actorOf(row),
  };
}

/** Senders are known by a keyed hash only: the same one has the same hash. */
function actorOf(row: JsonObject): Actor | undefined {
  const actor = objectIn(row, 'actor');
  const id = textIn(actor, 'id');
  if (id === undefined || actor?.type === 'agent') return undefined;
  const channel = textIn(row, 'channel');
  const kind = actor?.type === 'system' ? 'system' : 'unknown';
  return { id, kind, ...(kind === 'unknown' && channel !== undefined && { channel }) };
}

/** The row in few words, for the excerpt. */
function said(row: JsonObject): string {
  const parts = [row.action, row.toolName, row.status, row.errorCode, row.reasonCode];
  return parts
    .filter((part) => typeof part === 'string')
    .join(' ')
    .slice(0, 300);
}
