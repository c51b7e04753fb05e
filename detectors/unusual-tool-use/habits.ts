import {
  type AuditEvent,
  type DetectorContext,
  inGateway,
  type Memory,
  parseSessionKey,
  type ToolGroup,
} from '../../src/detector-kit/index.ts';
import { endRun } from './activity.ts';
import { type Entity, newEntity, startsRun } from './entity.ts';
import { countInHour, newHours } from './hours.ts';
import { learnPeak, newPeers, noteVersion, type Peers } from './peers.ts';

export const unattributed = 'unattributed';

interface Wider {
  readonly agentKey: string;
  /** The agent's, the gateway's. */
  readonly all: readonly [Peers, Peers];
}

/** Who did what before: each entity, its agent, its gateway. */
export class Habits {
  readonly #entities: Memory<Entity>;
  readonly #peers: Memory<Peers>;
  /** The entity that spawned a session. */
  readonly #parents: Memory<string>;

  /** The events of a session come in a row: whom the last one was about. */
  #last:
    | { readonly gateway: string; readonly session: string | undefined; readonly entity: Entity }
    | undefined;
  #lastWider: (Wider & { readonly gateway: string; readonly agentId: string }) | undefined;

  constructor({ memory }: DetectorContext<unknown>) {
    this.#entities = memory('entities', { max: 20_000 });
    this.#peers = memory('peers', { max: 5_000 });
    this.#parents = memory('parents', { max: 50_000 });
  }

  of({ gateway, sessionKey: session, agentId }: AuditEvent): Entity {
    const last = this.#last;
    if (last !== undefined && last.session === session && last.gateway === gateway) return last.entity;
    const name = session === undefined ? unattributed : this.#nameOf(gateway, session);
    const key = inGateway(gateway, name);
    const known = this.#entities.get(key);
    const entity = known ?? newEntity(name, agentId ?? parseSessionKey(name).agentId ?? '');
    if (!known) this.#entities.set(key, entity);
    this.#last = { gateway, session, entity };
    return entity;
  }

  /** The history of all sessions of its agent, and of its gateway. */
  wider(gateway: string, { agentId }: Entity): Wider {
    const last = this.#lastWider;
    if (last !== undefined && last.agentId === agentId && last.gateway === gateway) return last;
    const agentKey = inGateway(gateway, agentId);
    const wider = {
      agentId,
      gateway,
      agentKey,
      all: [this.#peersOf(agentKey), this.#peersOf(gateway)] as const,
    };
    this.#lastWider = wider;
    return wider;
  }

  spawned({ gateway, sessionKey, parentSessionKey }: AuditEvent<'sessionCreate'>): void {
    if (sessionKey === undefined || parentSessionKey === undefined) return;
    this.#last = undefined;
    this.#parents.set(inGateway(gateway, sessionKey), this.#nameOf(gateway, parentSessionKey));
  }

  version({ gateway, version, time }: AuditEvent<'gatewayState'>): void {
    this.#lastWider = undefined;
    if (version !== undefined) noteVersion(this.#peersOf(gateway), version, time);
  }

  /** Counts a run when the event begins one; what the last run did becomes history. */
  begin(entity: Entity, { gateway, time, runId, type }: AuditEvent, learns: boolean): void {
    if (!startsRun(entity, time, runId, type !== 'toolExecution')) return;
    const wider = this.wider(gateway, entity);
    endRuns(entity, wider.all, time, learns);
    this.#keep(gateway, entity, wider);
    if (!learns) return;
    entity.runs++;
    for (const peers of wider.all) peers.runs++;
    const [agent] = wider.all;
    agent.hours ??= newHours(time);
    countInHour(agent.hours, time);
  }

  /** Written anew, so that who is active is not forgotten. */
  #keep(gateway: string, entity: Entity, { agentKey, all: [agent, all] }: Wider): void {
    this.#entities.set(inGateway(gateway, entity.name), entity);
    this.#peers.set(agentKey, agent);
    this.#peers.set(gateway, all);
  }

  /** Fresh sessions belong to whoever spawned them, else to their class. */
  #nameOf(gateway: string, sessionKey: string): string {
    const { kind, classKey } = parseSessionKey(sessionKey);
    if (kind !== 'subagent' && kind !== 'acp') return classKey;
    return this.#parents.get(inGateway(gateway, sessionKey)) ?? classKey;
  }

  #peersOf(key: string): Peers {
    const known = this.#peers.get(key);
    if (known) return known;
    const peers = newPeers();
    this.#peers.set(key, peers);
    return peers;
  }
}

function endRuns(entity: Entity, wider: readonly Peers[], time: number, learns: boolean): void {
  for (const name in entity.groups) {
    const group = name as ToolGroup;
    const activity = entity.groups[group];
    if (!activity || activity.inRun === 0) continue;
    const calls = endRun(activity, learns);
    if (calls > 0) for (const peers of wider) learnPeak(peers, group, 'runs', calls, time);
  }
}
