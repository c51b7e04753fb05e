import { canonicalTool, isWrapper } from '../../facts/tool.ts';
import type { JsonObject } from '../../model/json.ts';
import { boundArgs } from '../bound-args.ts';
import { callIdOf } from '../call-id.ts';
import type { Draft } from '../draft.ts';
import { isObject, textIn } from '../json-object.ts';
import type { HeardWords } from './heard-words.ts';
import type { OpenCalls } from './open-calls.ts';
import { runIdOf } from './run-id.ts';

/** The calls that the model asked for. */
export function assistantDrafts(message: JsonObject, known: Known): readonly Draft[] {
  const { content } = message;
  if (!Array.isArray(content)) return [];
  const runId = runIdOf(message);
  return content.flatMap((part) =>
    isObject(part) && part.type === 'toolCall' ? callOf(part, runId, known) : [],
  );
}

interface Known {
  readonly calls: OpenCalls;
  readonly heard: HeardWords;
}

function callOf(part: JsonObject, runId: string | undefined, { calls, heard }: Known): readonly Draft[] {
  const name = textIn(part, 'name', 128);
  if (name === undefined) return [];
  const tool = canonicalTool(name);
  const raw = textIn(part, 'id');
  if (raw !== undefined) calls.start(raw, tool);
  const args = part.arguments;
  const origins = heard.originsOf(args);
  // What a wrapper passes on is judged again when the call that it makes is told.
  if (!isWrapper(tool)) heard.called(args);
  return [
    {
      type: 'toolExecution',
      tool,
      phase: 'start',
      outcome: 'unknown',
      runId,
      callId: raw === undefined ? undefined : callIdOf(raw),
      args: args === undefined ? undefined : boundArgs(args),
      origins,
    },
  ];
}
