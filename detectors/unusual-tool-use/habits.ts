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
import { learnPeak, newPeers, noteVersion, type Peers } from './peers.ts';

export const unattributed = 'unattributed';

/** Who did what before: each entity, its agent, its gateway. */
export class Habits {
  readonly #entities: Memory<Entity>;
  readonly #peers: Memory<Peers>;
  /** The entity that spawned a session. */
  readonly #parents: Memory<string>;

  constructor({ memory }: DetectorContext<unknown>) {
    this.#entities = memory('entities', { max: 20_000 });
    this.#peers = memory('peers', { max: 5_000 });
    this.#parents = memory('parents', { max: 50_000 });
  }

  of({ gateway, sessionKey, agentId }: AuditEvent): Entity {
    const name = sessionKey === undefined ? unattributed : this.#nameOf(gateway, sessionKey);
    const key = inGateway(gateway, name);
    const known = this.#entities.get(key);
    if (known) return known;
    const entity = newEntity(name, agentId ?? parseSessionKey(name).agentId ?? '');
    this.#entities.set(key, entity);
    return entity;
  }

  gateway(gateway: string): Peers {
    return this.#peersOf(gateway);
  }

  agent(gateway: string, agentId: string): Peers {
    return this.#peersOf(inGateway(gateway, agentId));
  }

  spawned({ gateway, sessionKey, parentSessionKey }: AuditEvent<'sessionCreate'>): void {
    if (sessionKey === undefined || parentSessionKey === undefined) return;
    this.#parents.set(inGateway(gateway, sessionKey), this.#nameOf(gateway, parentSessionKey));
  }

  version({ gateway, version, time }: AuditEvent<'gatewayState'>): void {
    if (version !== undefined) noteVersion(this.gateway(gateway), version, time);
  }

  /** Counts a run when the event begins one; what the last run did becomes history. */
  begin(entity: Entity, { gateway, time, runId, type }: AuditEvent, learns: boolean): void {
    if (!startsRun(entity, time, runId, type !== 'toolExecution')) return;
    const wider = [this.agent(gateway, entity.agentId), this.gateway(gateway)];
    endRuns(entity, wider, time, learns);
    this.#keep(gateway, entity);
    if (learns) for (const each of [entity, ...wider]) each.runs++;
  }

  /** Written anew, so that who is active is not forgotten. */
  #keep(gateway: string, entity: Entity): void {
    this.#entities.set(inGateway(gateway, entity.name), entity);
    this.#peers.set(inGateway(gateway, entity.agentId), this.agent(gateway, entity.agentId));
    this.#peers.set(gateway, this.gateway(gateway));
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
