import { BoundedMap } from '../../collections/bounded-map.ts';
import { principalOf } from '../../facts/session-key.ts';
import type { AuditEvent } from '../../model/event.ts';
import { type Reach, type ReachKind, reachKinds } from '../../reporters/investigation/investigation.ts';
import { namedInArguments } from './named-in-arguments.ts';
import { Touches } from './touches.ts';

const refusals = new Set(['denied', 'blocked', 'failure', 'limited', 'error', 'rejected']);

/** Collects what records name: sessions, agents, people, devices, addresses, tools, files and hosts. */
export class BlastRadius {
  readonly #touches = Object.fromEntries(reachKinds.map((kind) => [kind, new Touches()])) as {
    [K in ReachKind]: Touches;
  };
  readonly #calls = new BoundedMap<true>({ max: 50_000 });

  add(event: AuditEvent): void {
    const refused = isRefused(event);
    const note = (kind: ReachKind, value: string | undefined) => {
      if (value) this.#touches[kind].add(value, event.time, { refused: refused ? 1 : 0 });
    };
    const { actor } = event;
    note('sessions', event.sessionKey);
    note('agents', event.agentId);
    note('devices', event.device);
    note('addresses', event.ip);
    if (actor && actor.kind !== 'agent' && actor.kind !== 'system')
      note('people', actor.channel ? `${actor.channel}:${actor.id}` : actor.id);
    if (event.type === 'toolExecution') this.#addTool(event, refused);
    if (event.type === 'sessionAccess' && isElsewhere(event)) note('reachedSessions', event.targetSessionKey);
  }

  get reach(): Reach {
    return Object.fromEntries(reachKinds.map((kind) => [kind, this.#touches[kind].touched])) as {
      [K in ReachKind]: Reach[K];
    };
  }

  /** The log, the ledger and the transcript may each tell of the same call. */
  #addTool(event: AuditEvent<'toolExecution'>, refused: boolean): void {
    const { tool, time, args } = event;
    const count = this.#isFirst(event, 'called') ? 1 : 0;
    const isRefusal = refused && this.#isFirst(event, 'refused');
    this.#touches.tools.add(tool, time, { count, refused: isRefusal ? 1 : 0 });
    if (args === undefined) return;
    const { files, hosts } = namedInArguments(args);
    for (const file of files) this.#touches.files.add(file, time, { count });
    for (const host of hosts) this.#touches.hosts.add(host, time, { count });
  }

  #isFirst({ callId, gateway, first }: AuditEvent<'toolExecution'>, what: string): boolean {
    if (callId === undefined) return what === 'refused' || first !== false;
    const name = `${what} ${gateway} ${callId}`;
    const known = this.#calls.get(name) !== undefined;
    if (!known) this.#calls.set(name, true);
    return !known;
  }
}

function isRefused(event: AuditEvent): boolean {
  if (event.type === 'accessDenied') return true;
  const { outcome, status } = event as { readonly outcome?: string; readonly status?: string };
  return refusals.has(outcome ?? status ?? '');
}

/** In a session of somebody else. */
function isElsewhere({ sessionKey, targetSessionKey }: AuditEvent<'sessionAccess'>): boolean {
  if (targetSessionKey === undefined) return false;
  return sessionKey === undefined || principalOf(sessionKey) !== principalOf(targetSessionKey);
}
