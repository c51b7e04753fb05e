import { BoundedMap } from '../../collections/bounded-map.ts';
import { Distinct } from '../../collections/distinct.ts';
import type { AuditEvent } from '../../model/event.ts';
import type { Visitor } from '../../reporters/who/visitor.ts';
import { Visit } from './visit.ts';

const mostConnections = 20_000;
const mostVisitors = 5000;
const minute = 60_000;

/** Collects, in bounded memory, who came: by connection first, as its records tell one after the other whose it is. */
export class VisitorBook {
  readonly #connections = new Map<string, Visit>();
  readonly #visitors = new Map<string, Visit>();
  readonly #others = new Distinct();
  readonly #throttled = new BoundedMap<number>({ max: mostVisitors, horizon: minute });

  push(event: AuditEvent): void {
    if (!tellsWho(event)) return;
    const told = this.#eachOnce(event);
    if (event.connId === undefined) this.#file(visitOf(told));
    else this.#note(`${event.gateway}\n${event.connId}`, told);
  }

  /** Last seen first. */
  get visitors(): readonly Visitor[] {
    for (const name of [...this.#connections.keys()]) this.#close(name);
    return [...this.#visitors.values()]
      .map(({ visitor }) => visitor)
      .sort((a, b) => b.lastSeen - a.lastSeen || b.firstSeen - a.firstSeen);
  }

  get more(): number {
    return this.#others.size;
  }

  /** The first line of a webhook that throttles stands for the tries before it, the next ones for themselves. */
  #eachOnce(event: AuditEvent): AuditEvent {
    if (event.type !== 'authAttempt' || event.reason !== 'hook_throttled') return event;
    const { gateway, ip = '', time } = event;
    const before = this.#throttled.get(`${gateway}\n${ip}`);
    this.#throttled.set(`${gateway}\n${ip}`, time, time);
    return before !== undefined && time - before < minute ? { ...event, count: 1 } : event;
  }

  #note(name: string, event: AuditEvent): void {
    const known = this.#connections.get(name);
    if (known) {
      known.add(event);
      return;
    }
    this.#connections.set(name, visitOf(event));
    const [oldest] = this.#connections.keys();
    if (this.#connections.size > mostConnections && oldest !== undefined) this.#close(oldest);
  }

  #close(name: string): void {
    const visit = this.#connections.get(name);
    this.#connections.delete(name);
    if (visit) this.#file(visit);
  }

  #file(visit: Visit): void {
    if (visit.isEmpty) return;
    const { owner } = visit;
    const known = this.#visitors.get(owner);
    if (known) known.merge(visit);
    else if (this.#visitors.size < mostVisitors) this.#visitors.set(owner, visit);
    else this.#others.add(owner);
  }
}

const ways = new Set<AuditEvent['type']>(['connection', 'authAttempt', 'pairing']);
const uses = new Set<AuditEvent['type']>(['sessionAccess', 'message', 'accessDenied', 'agentRun']);

/** It came, or what it did names the person, the device, the address or the connection that did it. */
function tellsWho({ type, actor, device, ip, connId }: AuditEvent): boolean {
  if (ways.has(type)) return true;
  if (!uses.has(type)) return false;
  if (actor && actor.kind !== 'agent' && actor.kind !== 'system') return true;
  return (device ?? ip ?? connId) !== undefined;
}

function visitOf(event: AuditEvent): Visit {
  const visit = new Visit(event.gateway);
  visit.add(event);
  return visit;
}
