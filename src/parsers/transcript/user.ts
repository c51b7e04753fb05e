import type { Actor } from '../../model/event.ts';
import type { JsonObject } from '../../model/json.ts';
import type { Draft } from '../draft.ts';
import { objectIn, textIn } from '../json-object.ts';
import { contentText } from './content-text.ts';
import { runIdOf } from './run-id.ts';

const denial =
  /^(?:System: )?(?:\[[^\]\n]{1,80}\] )?Exec denied \((?:gateway|node=\S{1,100}) id=([\w-]{1,64}), ([\w-]{1,64})\)/;

interface UserMessage {
  readonly drafts: readonly Draft[];
  readonly owner: boolean;
  /** Whose words they are: the user's, or something that was returned to the agent. */
  readonly words: 'user' | 'result';
}

/** A message into the session: by a person, another session, or the gateway itself. */
export function userDrafts(message: JsonObject): UserMessage {
  const marks = objectIn(message, '__openclaw');
  const owner = marks?.senderIsOwner === true;
  const head = { runId: runIdOf(message), actor: actorOf(marks, owner) };
  const { fromSessionKey, channel } = provenanceOf(message);
  const trigger = fromSessionKey === undefined ? undefined : 'inter_session';
  const inbound = { channel: channel ?? channelOf(marks), fromSessionKey };
  const drafts: readonly Draft[] = [
    { type: 'message', direction: 'inbound', outcome: 'ok', ...head, ...inbound },
    { type: 'sessionAccess', action: 'turn', outcome: 'ok', ...head, channel: inbound.channel, trigger },
    ...deniedApproval(contentText(message.content)),
  ];
  return { drafts, owner, words: fromSessionKey === undefined ? 'user' : 'result' };
}

function actorOf(marks: JsonObject | undefined, owner: boolean): Actor | undefined {
  const id = textIn(marks, 'senderId');
  if (id === undefined) return owner ? { id: 'owner', kind: 'owner' } : undefined;
  const kind = owner ? 'owner' : marks?.senderIsOwner === false ? 'person' : 'unknown';
  const channel = channelOf(marks);
  return { id, kind, ...(channel !== undefined && { channel }) };
}

/** A channel vouches for its own name of the sender; who is known to the gateway itself has a profile instead. */
function channelOf(marks: JsonObject | undefined): string | undefined {
  const identity = objectIn(marks, 'senderIdentity');
  return identity?.type === 'observation' ? textIn(identity, 'pluginId') : undefined;
}

function provenanceOf(message: JsonObject) {
  const provenance = objectIn(message, 'provenance');
  const other = provenance?.kind === 'inter_session' ? textIn(provenance, 'sourceSessionKey') : undefined;
  const channel = textIn(provenance, 'sourceChannel');
  return { fromSessionKey: other, channel: channel === 'unknown' ? undefined : channel };
}

/** The gateway says so in the user's role; a user can write the same words. */
function deniedApproval(text: string): readonly Draft[] {
  const match = denial.exec(text);
  if (match === null) return [];
  const [, approvalId, reason] = match;
  const status = reason === 'approval-timeout' ? 'expired' : 'denied';
  return [{ type: 'approvalRequests', status, trust: 'claimed', approvalId, decision: reason }];
}
