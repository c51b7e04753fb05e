import { canonicalTool, isWrapper } from '../../../facts/tool.ts';
import type { Json, JsonObject } from '../../../model/json.ts';
import { boundArgs } from '../../bound-args.ts';
import { denialReason } from '../../denial.ts';
import type { Draft } from '../../draft.ts';
import { isObject, parseJson, textIn } from '../../json-object.ts';
import type { LogRecord } from '../record.ts';

const failed = /^\[tools\] (\S{1,128}) failed: /;
const unknownTool = /^Unknown tool id: (\S{1,128}?)\.? /;

/** `[tools] <tool> failed: <message>[ raw_params=<json>]`: which run it was, the line does not say. */
export function toolFailed({ message }: LogRecord): readonly Draft[] {
  const match = failed.exec(message);
  if (match === null) return [];
  const rest = message.slice(match[0].length);
  const { text, params } = split(rest);
  const reason = denialReason(text);
  const { tool, args } = innerCall(match[1] ?? '', text, params);
  return [
    {
      type: 'toolExecution',
      tool: canonicalTool(tool),
      phase: 'end',
      detached: true,
      outcome: reason === undefined ? 'error' : 'denied',
      reason: reason ?? text.slice(0, 300),
      args: args === undefined ? undefined : boundArgs(args),
    },
  ];
}

/** A wrapper's failure is that of the tool it was asked to call. */
function innerCall(
  tool: string,
  text: string,
  params: JsonObject | undefined,
): { tool: string; args: Json | undefined } {
  if (!isWrapper(tool)) return { tool, args: params };
  const named = textIn(params, 'id', 128) ?? unknownTool.exec(text)?.[1];
  return named === undefined ? { tool, args: params } : { tool: named, args: argsIn(params) };
}

function argsIn(params: JsonObject | undefined): Json | undefined {
  return params !== undefined && Object.hasOwn(params, 'args') ? params['args'] : undefined;
}

const mark = ' raw_params=';

/** The message may hold the mark too: the parameters are what is JSON up to the end. */
function split(rest: string): { text: string; params: JsonObject | undefined } {
  const first = rest.indexOf(mark);
  let at = first;
  for (let tries = 0; at >= 0 && tries < 4; tries += 1) {
    const params = parseJson(rest.slice(at + mark.length));
    if (isObject(params)) return { text: rest.slice(0, at), params };
    at = rest.indexOf(mark, at + 1);
  }
  return { text: first < 0 ? rest : rest.slice(0, first), params: undefined };
}
