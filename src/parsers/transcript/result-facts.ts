import { sessionAction } from '../../facts/tool.ts';
import type { ToolOutcome } from '../../model/event.ts';
import type { JsonObject } from '../../model/json.ts';
import { denialReason } from '../denial.ts';
import type { Draft } from '../draft.ts';
import { objectIn, parseObject, textIn } from '../json-object.ts';
import { contentText } from './content-text.ts';

export interface Result {
  readonly outcome: ToolOutcome;
  readonly reason?: string;
}

/** How a call ended, from its result: `{content, details, isError}`. */
export function resultOf(tool: string, result: JsonObject): Result {
  const text = contentText(result.content);
  const details = detailsOf(tool, result);
  const status = textIn(details, 'status');
  const words = textIn(details, 'error', 4096) ?? text;
  const denied = denialReason(words) ?? denialReason(text);
  if (status === 'forbidden') return { outcome: 'denied', reason: denied ?? 'forbidden' };
  if (denied !== undefined && refusable(result, status)) return { outcome: 'denied', reason: denied };
  if (status === 'approval-pending') return { outcome: 'unknown', reason: 'approval pending' };
  return { outcome: byStatus(status) ?? (result.isError === true ? 'error' : 'ok') };
}

/** A result that succeeded may quote a refusal; one that failed is one. */
function refusable(result: JsonObject, status: string | undefined): boolean {
  return result.isError === true || status === 'error' || status === 'failed';
}

/** Session tools may answer with their details as text; the text of other tools is somebody's words. */
function detailsOf(tool: string, result: JsonObject): JsonObject | undefined {
  const details = objectIn(result, 'details');
  if (details !== undefined || sessionAction(tool) === undefined) return details;
  const text = contentText(result.content);
  return text.startsWith('{') ? parseObject(text) : undefined;
}

const outcomes = new Map<string, ToolOutcome>([
  ['failed', 'error'],
  ['error', 'error'],
  ['timeout', 'timeout'],
  ['timed_out', 'timeout'],
  ['cancelled', 'cancelled'],
  ['aborted', 'cancelled'],
  ['killed', 'cancelled'],
  ['blocked', 'blocked'],
  ['denied', 'denied'],
]);

function byStatus(status: string | undefined): ToolOutcome | undefined {
  return status === undefined ? undefined : outcomes.get(status);
}

/** Events that a result proves besides its own: an approval that the run asked for, a child session with runs of its own. */
export function sideEffects(tool: string, result: JsonObject, run: Run): readonly Draft[] {
  const details = detailsOf(tool, result);
  if (tool === 'sessions_spawn') return childOf(details);
  return tool === 'exec' ? approvalOf(details, run) : [];
}

interface Run {
  readonly runId: string | undefined;
}

function approvalOf(details: JsonObject | undefined, run: Run): readonly Draft[] {
  if (details?.status !== 'approval-pending') return [];
  const facts = { approvalId: textIn(details, 'approvalId'), command: textIn(details, 'command', 4096) };
  return [{ type: 'approvalRequests', status: 'requested', ...facts, ...run }];
}

function childOf(details: JsonObject | undefined): readonly Draft[] {
  const child = textIn(details, 'childSessionKey');
  return child === undefined ? [] : [{ type: 'sessionCreate', createdVia: 'spawn', sessionKey: child }];
}
