import { canonicalTool } from '../../facts/tool.ts';
import type { JsonObject } from '../../model/json.ts';
import { callIdOf } from '../call-id.ts';
import type { Draft } from '../draft.ts';
import { textIn } from '../json-object.ts';
import type { OpenCalls } from './open-calls.ts';
import { resultOf, sideEffects } from './result-facts.ts';
import { runIdOf } from './run-id.ts';

/** The end of a call, and what it proves besides. */
export function toolResultDrafts(message: JsonObject, calls: OpenCalls): readonly Draft[] {
  const tool = canonicalTool(textIn(message, 'toolName', 128) ?? 'unknown');
  const raw = textIn(message, 'toolCallId');
  const head = { runId: runIdOf(message) };
  const end: Draft<'toolExecution'> = {
    type: 'toolExecution',
    tool,
    phase: 'end',
    ...head,
    ...resultOf(tool, message),
    callId: raw === undefined ? undefined : callIdOf(raw),
    // A tool that policy removed leaves a result without a call.
    ...(raw !== undefined && !calls.has(raw) && { orphan: true }),
  };
  return [end, ...sideEffects(tool, message, head)];
}
