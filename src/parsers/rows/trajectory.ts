import { canonicalTool } from '../../facts/tool.ts';
import type { JsonObject } from '../../model/json.ts';
import type { Parser, ParserContext } from '../../model/parser.ts';
import { boundArgs } from '../bound-args.ts';
import { callIdOf, parentCallIdOf } from '../call-id.ts';
import type { Draft } from '../draft.ts';
import { jsonLines } from '../json-lines.ts';
import { objectIn, textIn } from '../json-object.ts';
import { resultOf } from '../transcript/result-facts.ts';

/** `trajectory_runtime_events`: each call with its session, also where its transcript is gone. */
export function trajectory(context: ParserContext): Parser {
  const read = (record: JsonObject) => callOf(record, context);
  return jsonLines({ kind: 'trajectory', time: 'ts', read, said }, context);
}

function callOf(record: JsonObject, { agentId }: ParserContext): readonly Draft[] | undefined {
  const type = textIn(record, 'type');
  const data = objectIn(record, 'data');
  if (type === undefined) return undefined;
  if (data === undefined || (type !== 'tool.call' && type !== 'tool.result')) return [];
  const tool = canonicalTool(textIn(data, 'name', 128) ?? 'unknown');
  const head = { type: 'toolExecution' as const, tool, agentId, ...idsOf(record, data) };
  if (type === 'tool.result') return [{ ...head, phase: 'end', ...resultOf(tool, result(data)) }];
  const args = data.args === undefined ? {} : { args: boundArgs(data.args) };
  return [{ ...head, phase: 'start', outcome: 'unknown', ...args }];
}

function idsOf(record: JsonObject, data: JsonObject) {
  const raw = textIn(data, 'toolCallId');
  return {
    sessionKey: textIn(record, 'sessionKey'),
    sessionId: textIn(record, 'sessionId'),
    runId: textIn(record, 'runId'),
    callId: raw === undefined ? undefined : callIdOf(raw),
    parentCallId: parentCallIdOf(raw ?? ''),
  };
}

function result(data: JsonObject): JsonObject {
  return { ...objectIn(data, 'result'), ...(data.success === false && { isError: true }) };
}

function said(record: JsonObject): string {
  return `${textIn(record, 'type')} ${textIn(objectIn(record, 'data'), 'name')}`;
}
