import { canonicalTool } from '../../facts/tool.ts';
import type { JsonObject } from '../../model/json.ts';
import { boundArgs } from '../bound-args.ts';
import { callIdOf, parentCallIdOf } from '../call-id.ts';
import type { Draft } from '../draft.ts';
import { objectIn, textIn } from '../json-object.ts';
import type { HeardWords } from './heard-words.ts';
import { resultOf, sideEffects } from './result-facts.ts';

/** The call that a `tool_call` wrapper made: start and end in one record. */
export function nestedToolDrafts(message: JsonObject, heard: HeardWords): readonly Draft[] {
  const details = objectIn(message, 'details');
  if (message.customType !== 'openclaw.nested-tool.v1' || details === undefined) return [];
  const tool = canonicalTool(textIn(details, 'toolName', 128) ?? 'unknown');
  const head = { runId: textIn(details, 'runId') };
  const ids = { ...head, ...callOf(details) };
  const args = argsOf(details, heard);
  heard.result(objectIn(details, 'result')?.content);
  const result = { ...objectIn(details, 'result'), ...failedOf(details) };
  return [
    { type: 'toolExecution', tool, phase: 'start', outcome: 'unknown', ...ids, ...args },
    { type: 'toolExecution', tool, phase: 'end', ...ids, ...resultOf(tool, result) },
    ...sideEffects(tool, result, head),
  ];
}

function argsOf({ input }: JsonObject, heard: HeardWords) {
  if (input === undefined) return {};
  const origins = heard.originsOf(input);
  heard.called(input);
  return { args: boundArgs(input), ...(origins && { origins }) };
}

function failedOf({ isError }: JsonObject) {
  return typeof isError === 'boolean' ? { isError } : {};
}

function callOf(details: JsonObject) {
  const raw = textIn(details, 'toolCallId');
  const parent = textIn(details, 'parentToolCallId');
  return {
    callId: raw === undefined ? undefined : callIdOf(raw),
    parentCallId: parent === undefined ? parentCallIdOf(raw ?? '') : callIdOf(parent),
  };
}
