import { BoundedMap, type SavedMap } from '../collections/bounded-map.ts';
import { defined } from '../facts/defined.ts';
import { parseSessionKey } from '../facts/session-key.ts';
import type { Actor, AuditEvent } from '../model/event.ts';
import { infer, type Own } from './own.ts';

interface Session {
  readonly agentId?: string;
  /** As its creation told. */
  readonly sessionId?: string;
  readonly parent?: string;
  /** Who spoke in it last: its tools run for them. */
  speaker?: Actor;
}

export type SavedSessions = SavedMap<Session>;

const hour = 3_600_000;

/** The sessions seen so far: each is told as created at its first sight. */
export class Sessions {
  readonly #known: BoundedMap<Session>;
  readonly #tell: (event: AuditEvent<'sessionCreate'>) => void;

  constructor(tell: (event: AuditEvent<'sessionCreate'>) => void, saved?: SavedSessions) {
    this.#tell = tell;
    this.#known = new BoundedMap({ max: 100_000, horizon: hour }, saved);
  }

  get evicted(): number {
    return this.#known.evicted;
  }

  /** False when all that the event tells of a session's creation was told before. */
  isNews({ sessionKey, sessionId, parentSessionKey: parent, time }: Own<'sessionCreate'>): boolean {
    if (!sessionKey) return true;
    const known = this.#known.get(sessionKey);
    const isNew = (value: string | undefined, before: string | undefined) =>
      value !== undefined && value !== before;
    if (known && !isNew(sessionId, known.sessionId) && !isNew(parent, known.parent)) return false;
    const session = { ...(known ?? sessionOf(sessionKey)), ...defined({ sessionId, parent }) };
    this.#known.set(sessionKey, session, time);
    return true;
  }

  /** The session of the event, which learns whose agent's it is. */
  meet(event: Own): Session | undefined {
    const { sessionKey } = event;
    if (!sessionKey) return undefined;
    const known = this.#known.get(sessionKey);
    const session = known ?? sessionOf(sessionKey);
    if (session.agentId && !event.agentId) event.agentId = session.agentId;
    if (!known) {
      this.#known.set(sessionKey, session, event.time);
      if (event.type !== 'sessionCreate') this.#tell(created(event, sessionKey));
    }
    return session;
  }

  /** Learns who speaks, or adds who spoke last. */
  attribute(event: Own): void {
    const session = this.meet(event);
    if (!session || !event.sessionKey) return;
    if (!event.actor) infer(event, 'actor', session.speaker);
    else if (event.type === 'sessionAccess' || event.type === 'message') {
      session.speaker = event.actor;
      this.#known.set(event.sessionKey, session, event.time);
    }
  }

  save(): SavedSessions {
    return this.#known.save();
  }
}

function sessionOf(sessionKey: string): Session {
  const { agentId } = parseSessionKey(sessionKey);
  return agentId ? { agentId } : {};
}

function created({ time, gateway, source, trust, agentId }: Own, sessionKey: string) {
  const head = { time, gateway, source, trust, sessionKey, ...(agentId && { agentId }) };
  return { type: 'sessionCreate', createdVia: 'first seen', ...head } as const;
}
