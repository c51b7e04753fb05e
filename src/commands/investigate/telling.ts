import { BoundedMap } from '../../collections/bounded-map.ts';
import type { AuditEvent, EventType } from '../../model/event.ts';
import { isDecision, isRefused } from './refused.ts';

type Tells = { readonly [T in EventType]?: (event: AuditEvent<T>) => boolean };

/** Records that carry the story: what was called, reached, refused and changed; not that one more message came. */
export class Telling {
  readonly #told = new BoundedMap<true>({ max: 50_000 });

  has(event: AuditEvent): boolean {
    const tells = this.#tells[event.type] as ((event: AuditEvent) => boolean) | undefined;
    return isRefused(event) ? this.#isFirst(event, 'refused') : (tells?.(event) ?? true);
  }

  readonly #tells: Tells = {
    toolExecution: (event) => event.first === true && this.#isFirst(event, 'called'),
    sessionAccess: (event) =>
      event.targetSessionKey === undefined ? event.ip !== undefined : this.#isFirst(event, 'reached'),
    message: ({ fromSessionKey }) => fromSessionKey !== undefined,
    connection: ({ state }) => state === 'opened',
    agentRun: ({ outcome = 'ok' }) => outcome !== 'ok' && outcome !== 'unknown',
    accessDenied: (event) => !isDecision(event),
  };

  /** Several records tell of one call, and of its refusal. */
  #isFirst(event: AuditEvent, what: string): boolean {
    const { gateway } = event;
    const callId = 'callId' in event ? event.callId : undefined;
    if (callId === undefined) return true;
    const name = `${what} ${gateway} ${callId}`;
    if (this.#told.get(name)) return false;
    this.#told.set(name, true);
    return true;
  }
}
