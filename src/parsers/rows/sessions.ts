import type { Actor } from '../../model/event.ts';
import type { JsonObject } from '../../model/json.ts';
import type { Parser, ParserContext } from '../../model/parser.ts';
import type { Draft } from '../draft.ts';
import { jsonLines } from '../json-lines.ts';
import { textIn } from '../json-object.ts';

/** `session_nodes` and `session_state_events`: how sessions came into being, and of whom. */
export function sessions(context: ParserContext): Parser {
  return jsonLines({ kind: 'sessions', time: 'at', read: (row) => sessionOf(row, context), said }, context);
}

function sessionOf(row: JsonObject, { agentId }: ParserContext): readonly Draft[] | undefined {
  const sessionKey = textIn(row, 'session_key');
  if (sessionKey === undefined) return undefined;
  return [
    {
      type: 'sessionCreate',
      sessionKey,
      sessionId: textIn(row, 'session_id') ?? textIn(row, 'current_session_id'),
      agentId: textIn(row, 'agent_id') ?? agentId,
      createdVia: textIn(row, 'created_via') ?? textIn(row, 'kind'),
      parentSessionKey: parentOf(row),
      actor: actorOf(row),
    },
  ];
}

function parentOf(row: JsonObject): string | undefined {
  const spawner = row.kind === 'child_spawned' ? textIn(row, 'actor_id') : undefined;
  return spawner ?? textIn(row, 'spawned_by') ?? textIn(row, 'parent_session_key');
}

/** Whoever holds the gateway's token counts as its owner there: a person, no more. */
function actorOf(row: JsonObject): Actor | undefined {
  const id = textIn(row, 'created_actor_id') ?? textIn(row, 'actor_id');
  const type = textIn(row, 'created_actor_type') ?? textIn(row, 'actor_type');
  if (id === undefined) return undefined;
  return { id, kind: type === 'agent' || type === 'system' ? type : 'unknown' };
}

function said(row: JsonObject): string {
  const via = textIn(row, 'created_via') ?? textIn(row, 'kind');
  return `session ${textIn(row, 'session_key')} created${via === undefined ? '' : ` (${via})`}`;
}
