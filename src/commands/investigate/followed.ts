import { BoundedMap } from '../../collections/bounded-map.ts';
import type { AuditEvent } from '../../model/event.ts';
import type { SubjectKind } from '../../reporters/investigation/investigation.ts';

const mostRecent = 1000;
const mostIds = 10_000;

/**
 * Records that belong to the subject without naming it: those of the runs and the connections that it was seen in.
 * Of a connection that used a session, only how it came to be: it may have used other sessions as well.
 */
export class Followed {
  readonly #ids = new BoundedMap<true>({ max: mostIds });
  readonly #ofSessions: boolean;
  /** Told before the record that ties them to the subject. */
  #recent: AuditEvent[] = [];

  constructor(kind: SubjectKind) {
    this.#ofSessions = kind === 'session' || kind === 'run';
  }

  /** The subject was named: returns what came before and belongs to it. */
  lead(event: AuditEvent): readonly AuditEvent[] {
    const fresh = idsOf(event).filter((id) => this.#ids.get(id) === undefined);
    for (const id of fresh) this.#ids.set(id, true);
    if (fresh.length === 0) return [];
    const found = this.#recent.filter((one) => this.#belongs(one));
    this.#recent = this.#recent.filter((one) => !found.includes(one));
    return found;
  }

  /** Whether a record that does not name the subject belongs to it; if not, it may yet. */
  has(event: AuditEvent): boolean {
    if (event.runId === undefined && event.connId === undefined) return false;
    if (this.#belongs(event)) return true;
    this.#recent.push(event);
    if (this.#recent.length >= 2 * mostRecent) this.#recent = this.#recent.slice(-mostRecent);
    return false;
  }

  #belongs(event: AuditEvent): boolean {
    const [run, connection] = namesOf(event);
    if (run !== undefined && this.#ids.get(run)) return true;
    if (connection === undefined || !this.#ids.get(connection)) return false;
    return !this.#ofSessions || ways.has(event.type);
  }
}

const ways = new Set<AuditEvent['type']>(['connection', 'authAttempt', 'pairing']);

function idsOf(event: AuditEvent): readonly string[] {
  return namesOf(event).filter((name) => name !== undefined);
}

function namesOf({ gateway, runId, connId }: AuditEvent): readonly [string | undefined, string | undefined] {
  return [
    runId === undefined ? undefined : `run ${gateway} ${runId}`,
    connId === undefined ? undefined : `connection ${gateway} ${connId}`,
  ];
}
