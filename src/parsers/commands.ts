import type { AccessAction } from '../model/event.ts';
import type { JsonObject } from '../model/json.ts';
import type { Parser, ParserContext } from '../model/parser.ts';
import type { Draft } from './draft.ts';
import { jsonLines } from './json-lines.ts';
import { textIn } from './json-object.ts';

const actions = new Map<string, AccessAction>([
  ['new', 'reset'],
  ['reset', 'reset'],
  ['delete', 'delete'],
]);

/** `logs/commands.log` of the command-logger hook: who reset or stopped which session. */
export function commands(context: ParserContext): Parser {
  return jsonLines({ kind: 'commands', time: 'timestamp', read: commandOf }, context);
}

function commandOf(record: JsonObject): readonly Draft[] | undefined {
  const name = textIn(record, 'action');
  const sessionKey = textIn(record, 'sessionKey');
  if (name === undefined || sessionKey === undefined) return undefined;
  const action = actions.get(name) ?? 'status';
  const facts = { sessionKey, trigger: textIn(record, 'source'), actor: senderOf(record) };
  return [{ type: 'sessionAccess', action, outcome: 'ok', reason: `command ${name}`, ...facts }];
}

function senderOf(record: JsonObject) {
  const id = textIn(record, 'senderId');
  const channel = textIn(record, 'source');
  if (id === undefined || id === 'unknown') return undefined;
  const named = channel !== undefined && !channel.includes(':');
  return { id, kind: 'unknown' as const, ...(named && { channel }) };
}
