import type { AuditEvent, EventHead, EventType } from '../model/event.ts';

/** An event on its way: its parser made it for the linker alone, which completes it in place. */
export type Own<T extends EventType = EventType> = {
  [K in T]: { -readonly [Field in keyof AuditEvent<K>]: AuditEvent<K>[Field] };
}[T];

type Inferable = 'runId' | 'sessionKey' | 'ip' | 'behindProxy' | 'device' | 'actor';

/** Sets a field that the record did not name, and says so. */
export function infer<Field extends Inferable>(
  event: Own,
  field: Field,
  value: EventHead<EventType>[Field],
): void {
  if (!value || event[field]) return;
  (event as { [name in Inferable]?: unknown })[field] = value;
  event.inferred = event.inferred ? [...event.inferred, field] : [field];
}
