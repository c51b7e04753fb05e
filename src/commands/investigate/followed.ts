import { BoundedMap } from '../../collections/bounded-map.ts';
import type { AuditEvent } from '../../model/event.ts';
import type { SubjectKind } from '../../reporters/investigation/investigation.ts';

const mostRecent = 1000;
const mostIds = 10_000;

/**
 * Records that belong to the subject without naming it: those of the runs and the connections that it was seen in,
 * and what became of the devices that asked from an address.
 * Of a connection that used a session, only how it came to be: it may have used other sessions as well.
 */
export class Followed {
  readonly #ids = new BoundedMap<true>({ max: mostIds });
  readonly #ofSessions: boolean;
  readonly #ofAddress: boolean;
  /** Told before the record that ties them to the subject. */
  #recent: AuditEvent[] = [];

  constructor(kind: SubjectKind) {
    this.#ofSessions = kind === 'session' || kind === 'run';
    this.#ofAddress = kind === 'ip';
  }

  /** The subject was named: returns what came before and belongs to it. */
  lead(event: AuditEvent): readonly AuditEvent[] {
    const fresh = this.#idsOf(event).filter((id) => this.#ids.get(id) === undefined);
    for (const id of fresh) this.#ids.set(id, true);
    if (fresh.length === 0) return [];
    const found = this.#recent.filter((one) => this.#belongs(one));
    this.#recent = this.#recent.filter((one) => !found.includes(one));
    return found;
  }

  /** Whether a record that does not name the subject belongs to it; if not, it may yet. */
  has(event: AuditEvent): boolean {
    if (this.#idsOf(event).length === 0) return false;
    if (this.#belongs(event)) return true;
    this.#recent.push(event);
    if (this.#recent.length >= 2 * mostRecent) this.#recent = this.#recent.slice(-mostRecent);
    return false;
  }

  #belongs(event: AuditEvent): boolean {
    const [run, connection] = namesOf(event);
    const device = this.#deviceOf(event);
    if (device !== undefined && this.#ids.get(device)) return true;
    if (run !== undefined && this.#ids.get(run)) return true;
    if (connection === undefined || !this.#ids.get(connection)) return false;
    return !this.#ofSessions || ways.has(event.type);
  }

  #idsOf(event: AuditEvent): readonly string[] {
    return [...namesOf(event), this.#deviceOf(event)].filter((name) => name !== undefined);
  }

  #deviceOf({ type, gateway, device }: AuditEvent): string | undefined {
    return this.#ofAddress && type === 'pairing' && device !== undefined
      ? `device ${gateway} ${device}`
      : undefined;
  }
}

const ways = new Set<AuditEvent['type']>(['connection', 'authAttempt', 'pairing']);

function namesOf({ gateway, runId, connId }: AuditEvent): readonly [string | undefined, string | undefined] {
  return [
    runId === undefined ? undefined : `run ${gateway} ${runId}`,
    connId === undefined ? undefined : `connection ${gateway} ${connId}`,
  ];
}
