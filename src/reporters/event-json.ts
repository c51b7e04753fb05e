import { boundJson } from '../facts/bound-json.ts';
import { maskSecrets } from '../facts/mask.ts';
import { maskJson } from '../facts/mask-json.ts';
import type { AuditEvent, EventHead, EventType } from '../model/event.ts';
import type { Json } from '../model/json.ts';
import { isoTime } from './iso-time.ts';
import { toJsonPosition } from './json-position.ts';

/** An event as in the contract: the head first, then what its type carries. Credentials in arguments are masked. */
export function toJsonEvent(event: AuditEvent): { readonly [field: string]: unknown } {
  return {
    schema: 'openclaw-audit/event@1',
    type: event.type,
    time: isoTime(event.time),
    gateway: event.gateway,
    source: toJsonPosition(event.source),
    trust: event.trust,
    ...optionalHead(event),
    ...payload(event),
  };
}

const optional = [
  'agentId',
  'sessionKey',
  'sessionId',
  'runId',
  'traceId',
  'connId',
  'eventId',
  'actor',
  'device',
  'ip',
  'behindProxy',
  'inferred',
] as const satisfies readonly (keyof EventHead<EventType>)[];

const head = new Set<string>(['type', 'time', 'gateway', 'source', 'trust', 'text', 'witness', ...optional]);
const bounds = { depth: 32, entries: 1000, text: 8192 };

function optionalHead(event: AuditEvent): object {
  return Object.fromEntries(
    optional.filter((field) => event[field] !== undefined).map((field) => [field, event[field]]),
  );
}

function payload(event: AuditEvent): object {
  const fields = Object.entries(event).filter(([field, value]) => !head.has(field) && value !== undefined);
  return Object.fromEntries(fields.map(([field, value]) => [field, fieldValue(event.type, field, value)]));
}

function fieldValue(type: EventType, field: string, value: Json): Json {
  if (field === 'args') return maskJson(boundJson(value, bounds));
  if (field === 'command' && typeof value === 'string') return maskSecrets(value);
  const isTime = type === 'evidenceGap' && (field === 'from' || field === 'to');
  return isTime && typeof value === 'number' ? isoTime(value) : value;
}
