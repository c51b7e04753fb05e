import type { AuditEvent, EventHead, EventPayloads, EventType } from '../../src/model/event.ts';

type Fields<T extends EventType> = Partial<Omit<EventHead<T>, 'type'>> & EventPayloads[T];

let lines = 0;

/** An event with a head: `event('gatewayState', { time: 1000, state: 'ready' })`. Each has a line of its own. */
export function event<T extends EventType>(type: T, fields: Fields<T>): AuditEvent<T> {
  const line = ++lines;
  const source = { name: 'gateway.log', line, offset: line * 100 };
  return { type, time: line * 1000, gateway: 'home', source, trust: 'recorded', ...fields } as AuditEvent<T>;
}
