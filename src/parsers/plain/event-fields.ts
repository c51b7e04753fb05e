import type { EventType } from '../../model/event.ts';
import { args, callId, count, flag, oneOf, type Read, sentence, tool, word, words } from './field.ts';
import { claims, head, socket } from './head-fields.ts';

export interface TypeSpec {
  readonly fields: { readonly [name: string]: Read };
  /** Without one of these the line says nothing. */
  readonly required: readonly string[];
  readonly defaults: { readonly [name: string]: unknown };
}

const toolOutcome = oneOf('ok', 'error', 'denied', 'blocked', 'cancelled', 'timeout', 'unknown');

/** What each event of the plain log may carry. */
export const eventFields: { readonly [T in EventType]: TypeSpec } = {
  sessionCreate: spec({ channel: word, createdVia: word, parentSessionKey: word }),
  sessionAccess: spec(
    {
      action: oneOf('turn', 'read', 'list', 'send', 'spawn', 'status', 'reset', 'delete'),
      outcome: oneOf('allowed', 'ok', 'denied', 'error', 'unknown'),
      targetSessionKey: word,
      tool,
      callId,
      reason: word,
      channel: word,
      trigger: word,
    },
    ['action'],
    { outcome: 'unknown' },
  ),
  toolExecution: spec(
    {
      tool,
      phase: oneOf('start', 'end'),
      outcome: toolOutcome,
      args,
      reason: word,
      callId,
      parentCallId: callId,
    },
    ['tool'],
    { phase: 'end', outcome: 'unknown' },
  ),
  approvalRequests: spec(
    {
      status: oneOf('requested', 'allowed', 'denied', 'expired', 'cancelled'),
      approvalId: word,
      command: sentence,
      decision: word,
      resolver: word,
    },
    ['status'],
  ),
  authAttempt: spec(
    {
      ...socket,
      ...claims,
      outcome: oneOf('success', 'failure', 'limited'),
      reason: word,
      method: word,
      count,
    },
    ['outcome'],
    { count: 1 },
  ),
  connection: spec(
    {
      ...socket,
      ...claims,
      state: oneOf('opened', 'closed'),
      method: word,
      role: word,
      scopes: words,
      user: word,
      reason: word,
    },
    ['state'],
  ),
  pairing: spec(
    {
      ...socket,
      ...claims,
      status: oneOf('requested', 'approved', 'rejected', 'removed', 'upgrade'),
      requestId: word,
      reason: word,
      automatic: flag,
      roleFrom: word,
      roleTo: word,
      scopesFrom: word,
      scopesTo: word,
      method: word,
    },
    ['status'],
  ),
  accessDenied: spec(
    {
      ...socket,
      what: oneOf('sender', 'rpc', 'fetch', 'route', 'command', 'origin'),
      method: word,
      policy: word,
      reason: word,
      target: word,
      count,
    },
    [],
    { what: 'route', count: 1 },
  ),
  configChange: spec(
    {
      ...socket,
      paths: words,
      by: word,
      via: oneOf('rpc', 'file', 'reload', 'cli', 'unknown'),
      result: word,
    },
    [],
    { paths: [], via: 'unknown' },
  ),
  agentRun: spec(
    { status: oneOf('started', 'finished'), outcome: toolOutcome, trigger: word, channel: word },
    ['status'],
  ),
  message: spec(
    {
      direction: oneOf('inbound', 'outbound'),
      outcome: oneOf('ok', 'error', 'denied', 'skipped', 'unknown'),
      channel: word,
      conversation: word,
      fromSessionKey: word,
      reason: word,
    },
    ['direction'],
    { outcome: 'unknown' },
  ),
  gatewayState: spec({ state: oneOf('started', 'ready', 'stopped'), version: word, reason: word }, ['state']),
  evidenceGap: spec(
    {
      gap: oneOf(
        ...['unreadable', 'oversize', 'truncated', 'dropped', 'sequence', 'rotation', 'time'],
        ...['conflict', 'forged', 'evicted', 'pruned', 'closed'],
      ),
      missing: count,
      from: count,
      to: count,
      note: word,
    },
    [],
    { gap: 'dropped' },
  ),
};

function spec(fields: TypeSpec['fields'], required: readonly string[] = [], defaults = {}): TypeSpec {
  return { fields: { ...head, ...fields }, required, defaults };
}
