import { createHash } from 'node:crypto';
import type { AuditEvent } from '../../model/event.ts';

/** Tells an event from others of its moment, wherever it is written. */
export function momentName(event: AuditEvent): string {
  const { type, eventId, sessionKey, sessionId, runId, connId, actor, ip } = event;
  const { callId, tool, phase } = event as {
    readonly callId?: string;
    readonly tool?: string;
    readonly phase?: string;
  };
  const gist = [type, eventId, sessionKey, sessionId, runId, connId, actor?.id, ip, callId, tool, phase];
  return createHash('sha256').update(JSON.stringify(gist)).digest('base64').slice(0, 16);
}
