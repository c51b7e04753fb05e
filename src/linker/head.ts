import { defined } from '../facts/defined.ts';
import type { AuditEvent, EventHead, EventType } from '../model/event.ts';

type Head = Omit<EventHead<EventType>, 'type'>;

/** The fields that an event made from another one keeps. */
export function headOf(event: AuditEvent): Head {
  const { time, gateway, source, trust, agentId, sessionKey, sessionId, runId, traceId, connId } = event;
  const { actor, device, ip, behindProxy, inferred, text } = event;
  const ids = { agentId, sessionKey, sessionId, runId, traceId, connId };
  return {
    time,
    gateway,
    source,
    trust,
    ...defined({ ...ids, actor, device, ip, behindProxy, inferred, text }),
  };
}
