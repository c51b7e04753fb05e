import {
  type AuditEvent,
  hour,
  inGateway,
  type Memory,
  parseSessionKey,
} from '../../src/detector-kit/index.ts';

/** So many beginnings seen, and their absence means something. */
const enough = 5;

/** What sets a session to work: a turn, a message, a run. */
export class Triggers {
  readonly #active: Memory<number>;
  readonly #visible: Memory<number>;

  constructor(active: Memory<number>, visible: Memory<number>) {
    this.#active = active;
    this.#visible = visible;
  }

  note({ gateway, sessionKey, time }: AuditEvent): void {
    if (!sessionKey) return;
    const name = nameOf(gateway, sessionKey);
    const last = this.#active.get(name);
    if (last === undefined || time > last) this.#active.set(name, time);
    const seen = this.#visible.get(gateway) ?? 0;
    if (seen < enough) this.#visible.set(gateway, seen + 1);
  }

  /** Nothing set the session to work in the last hour, though the evidence shows such beginnings. */
  missing({ gateway, sessionKey, time, runId, trigger, trust }: AuditEvent<'sessionAccess'>): boolean {
    if (!sessionKey || runId || trigger || trust === 'claimed') return false;
    if ((this.#visible.get(gateway) ?? 0) < enough) return false;
    const last = this.#active.get(nameOf(gateway, sessionKey));
    return last === undefined || time - last > hour;
  }
}

function nameOf(gateway: string, sessionKey: string): string {
  return inGateway(gateway, parseSessionKey(sessionKey).base);
}
