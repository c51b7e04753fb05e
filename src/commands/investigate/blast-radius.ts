import { BoundedMap } from '../../collections/bounded-map.ts';
import { principalOf } from '../../facts/session-key.ts';
import type { AuditEvent } from '../../model/event.ts';
import { type Reach, type ReachKind, reachKinds } from '../../reporters/investigation/investigation.ts';
import { namedInArguments } from './named-in-arguments.ts';
import { isRefused } from './refused.ts';
import { Touches } from './touches.ts';

/** Collects what records name: sessions, agents, people, devices, addresses, tools, files and hosts. */
export class BlastRadius {
  readonly #touches = Object.fromEntries(reachKinds.map((kind) => [kind, new Touches()])) as {
    [K in ReachKind]: Touches;
  };
  readonly #calls = new BoundedMap<true>({ max: 50_000 });

  add(event: AuditEvent): void {
    const refused = isRefused(event);
    const note = (kind: ReachKind, value: string | undefined) => {
      if (!value) return;
      const isRefusal = refused && this.#isFirst(event, `refused ${kind} ${value}`);
      this.#touches[kind].add(value, event.time, { refused: isRefusal ? 1 : 0 });
    };
    const { actor } = event;
    note('sessions', event.sessionKey);
    note('agents', event.agentId);
    note('devices', event.device);
    note('addresses', event.ip);
    if (actor && actor.kind !== 'agent' && actor.kind !== 'system')
      note('people', actor.channel ? `${actor.channel}:${actor.id}` : actor.id);
    if (event.type === 'toolExecution') this.#addTool(event, refused);
    if (event.type === 'sessionAccess' && isElsewhere(event)) this.#addReached(event, refused);
  }

  get reach(): Reach {
    return Object.fromEntries(reachKinds.map((kind) => [kind, this.#touches[kind].touched])) as {
      [K in ReachKind]: Reach[K];
    };
  }

  #addReached(event: AuditEvent<'sessionAccess'>, refused: boolean): void {
    const { targetSessionKey: key = '', time } = event;
    const count = this.#isFirst(event, `reached ${key}`) ? 1 : 0;
    const isRefusal = refused && this.#isFirst(event, `refused at ${key}`);
    this.#touches.reachedSessions.add(key, time, { count, refused: isRefusal ? 1 : 0 });
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

  #isFirst(event: AuditEvent, what: string): boolean {
    const callId = 'callId' in event ? event.callId : undefined;
    if (callId === undefined) return what !== 'called' || !('first' in event) || event.first !== false;
    const name = `${what} ${event.gateway} ${callId}`;
    const known = this.#calls.get(name) !== undefined;
    if (!known) this.#calls.set(name, true);
    return !known;
  }
}

/** In a session of somebody else. */
function isElsewhere({ sessionKey, targetSessionKey }: AuditEvent<'sessionAccess'>): boolean {
  if (targetSessionKey === undefined) return false;
  return sessionKey === undefined || principalOf(sessionKey) !== principalOf(targetSessionKey);
}
