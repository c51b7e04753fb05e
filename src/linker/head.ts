import type { AuditEvent, EventHead, EventType } from '../model/event.ts';

type Head = Omit<EventHead<EventType>, 'type' | 'eventId'>;

/** The fields that an event made from another one keeps. */
export function headOf(event: AuditEvent): { readonly [Field in keyof Head]: Head[Field] | undefined } {
  return {
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
  };
}
