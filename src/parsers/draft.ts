import type { AuditEvent, EventHead, EventPayloads, EventType } from '../model/event.ts';

type HeadFields = Omit<EventHead<EventType>, 'type' | 'time' | 'gateway' | 'source' | 'trust' | 'text'>;

/** What a record says, before its place and time are put to it. */
export type Draft<T extends EventType = EventType> = {
  [K in T]: { readonly type: K; readonly trust?: EventHead<K>['trust'] } & Partial<HeadFields> &
    EventPayloads[K];
}[T];

export type DraftOf<T extends EventType> = Draft<T>;

/** What every event of one record has in common. */
export type Seal = Pick<EventHead<EventType>, 'time' | 'gateway' | 'source' | 'trust'> &
  Partial<Pick<EventHead<EventType>, 'traceId' | 'text'>>;

/** The draft's own trust wins. */
export function seal(draft: Draft, common: Seal): AuditEvent {
  return { ...common, ...draft } as AuditEvent;
}
