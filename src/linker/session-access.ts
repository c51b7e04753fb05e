import { canonicalSessionKey } from '../facts/session-key.ts';
import { sessionAction } from '../facts/tool.ts';
import type { AccessOutcome, ToolOutcome } from '../model/event.ts';
import type { Json } from '../model/json.ts';
import type { Own } from './own.ts';

type Execution = Own<'toolExecution'>;
type Access = Own<'sessionAccess'>;
type Reach = Pick<Access, 'action' | 'outcome'> & { readonly targetSessionKey: string | undefined };

/** What a session tool that has ended means: an access, with its target when the arguments are known. */
export function accessOf(
  event: Execution,
  { args, outcome }: { readonly args: Json | undefined; readonly outcome: ToolOutcome },
  sessionOfId: (sessionId: string) => string | undefined,
): Access | undefined {
  const action = sessionAction(event.tool, args);
  if (!action) return undefined;
  return accessBy(event, {
    action,
    outcome: accessOutcomes[outcome],
    targetSessionKey: targetOf(args, event.agentId, sessionOfId),
  });
}

/** Spelled out: spreading an event of many shapes is slow. */
function accessBy(event: Execution, { action, outcome, targetSessionKey }: Reach): Access {
  const access: { [Field in keyof Access]: Access[Field] | undefined } = {
    type: 'sessionAccess',
    time: event.time,
    gateway: event.gateway,
    source: event.source,
    trust: event.trust,
    agentId: event.agentId,
    sessionKey: event.sessionKey,
    sessionId: event.sessionId,
    runId: event.runId,
    traceId: event.traceId,
    connId: event.connId,
    actor: event.actor,
    device: event.device,
    ip: event.ip,
    behindProxy: event.behindProxy,
    inferred: event.inferred,
    text: event.text,
    action,
    outcome,
    targetSessionKey,
    tool: event.tool,
    callId: event.callId,
    reason: event.reason,
  };
  return access as Access;
}

function targetOf(
  args: Json | undefined,
  agentId: string | undefined,
  sessionOfId: (id: string) => string | undefined,
): string | undefined {
  const key = text(args, 'sessionKey') ?? text(args, 'session_key');
  if (key) return sessionOfId(key) ?? canonicalSessionKey(key, agentId);
  const id = text(args, 'sessionId') ?? text(args, 'session_id');
  if (id) return sessionOfId(id) ?? `id:${id}`;
  const label = text(args, 'label');
  return label ? `label:${label}` : undefined;
}

function text(args: Json | undefined, name: string): string | undefined {
  if (typeof args !== 'object' || args === null || Array.isArray(args) || !Object.hasOwn(args, name))
    return undefined;
  const value = (args as { readonly [key: string]: Json })[name];
  return typeof value === 'string' && value !== '' ? value.slice(0, 512) : undefined;
}

const accessOutcomes: { readonly [O in ToolOutcome]: AccessOutcome } = {
  ok: 'ok',
  error: 'error',
  denied: 'denied',
  blocked: 'denied',
  cancelled: 'error',
  timeout: 'error',
  unknown: 'unknown',
};
