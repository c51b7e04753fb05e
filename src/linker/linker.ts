import { BoundedMap, type SavedMap } from '../collections/bounded-map.ts';
import { canonicalSessionKey, parseSessionKey } from '../facts/session-key.ts';
import type { Actor, AuditEvent } from '../model/event.ts';
import type { SavedState } from '../model/state.ts';
import { AddressBook, type ClientAddress } from './addresses.ts';
import { Calls, type SavedCalls } from './calls.ts';
import { type ConnectionFacts, Connections, type SavedConnections } from './connections.ts';
import { Duplicates, type SavedDuplicates } from './duplicates.ts';
import { Failures, type SavedFailures } from './failures.ts';
import { Refusals } from './refusals.ts';
import { Runs, type SavedRuns } from './runs.ts';
import { accessOf } from './session-access.ts';
import { type SavedWrappers, Wrappers } from './wrappers.ts';

export interface LinkerOptions {
  /** `gateway.trustedProxies` of a gateway; `undefined` when nobody knows. */
  readonly trustedProxies?: (gateway: string) => readonly string[] | undefined;
  /** More than one source may hold the same row. */
  readonly manySources?: boolean;
}

type Execution = AuditEvent<'toolExecution'>;
interface SavedLinker {
  readonly proxies: { readonly [gateway: string]: readonly string[] };
  readonly refusals: SavedMap<AuditEvent<'authAttempt'>>;
  readonly connections: SavedConnections;
  readonly runs: SavedRuns;
  readonly calls: SavedCalls;
  readonly wrappers: SavedWrappers;
  readonly failures: SavedFailures;
  readonly duplicates: SavedDuplicates | null;
  readonly sessions: SavedMap<true>;
  readonly actors: SavedMap<Actor>;
  readonly now: number | null;
}

type Emit = (event: AuditEvent) => void;

const hour = 3_600_000;
const tickLength = 250;

/** Joins what one line cannot say. Events go in by time; what comes out is complete, once, and by time but for the joins. */
export class Linker {
  readonly #emit: Emit;
  readonly #addresses = new Map<string, AddressBook>();
  readonly #trustedProxies: (gateway: string) => readonly string[] | undefined;
  readonly #savedProxies: SavedLinker['proxies'];
  readonly #refusals: Refusals;
  readonly #connections: Connections;
  readonly #runs: Runs;
  readonly #calls: Calls;
  readonly #wrappers: Wrappers;
  readonly #failures: Failures;
  readonly #duplicates: Duplicates | undefined;
  readonly #sessions: BoundedMap<true>;
  /** Who spoke last in a session: its tools run for them. */
  readonly #actors: BoundedMap<Actor>;
  #now = Number.NEGATIVE_INFINITY;
  #unresolved = 0;

  constructor(
    { trustedProxies = () => undefined, manySources = true }: LinkerOptions,
    emit: Emit,
    state: SavedState = {},
  ) {
    const saved = state as unknown as Partial<SavedLinker>;
    this.#emit = emit;
    this.#trustedProxies = trustedProxies;
    this.#savedProxies = saved.proxies ?? {};
    this.#refusals = new Refusals((attempt) => this.#resolved(attempt), saved.refusals);
    this.#connections = new Connections(saved.connections);
    this.#runs = new Runs(saved.runs);
    this.#calls = new Calls(saved.calls);
    this.#wrappers = new Wrappers(saved.wrappers);
    this.#failures = new Failures((event) => this.#execution(event), saved.failures);
    this.#duplicates = manySources ? new Duplicates(saved.duplicates ?? undefined) : undefined;
    this.#sessions = new BoundedMap({ max: 100_000, horizon: 0 }, saved.sessions);
    this.#actors = new BoundedMap({ max: 50_000, horizon: hour }, saved.actors);
    if (saved.now !== undefined && saved.now !== null) this.#now = saved.now;
  }

  /** Clients that came through a proxy which named them nowhere. */
  get unresolvedClients(): number {
    return this.#unresolved;
  }

  push(event: AuditEvent): void {
    if (event.time > this.#now) this.#advance(event.time);
    if (this.#duplicates?.has(event)) return;
    const known = this.#join(event);
    if (known.type === 'authAttempt') this.#refusals.offer(known);
    else if (known.type === 'toolExecution') this.#tool(known);
    else if (known.type === 'connection') this.#connection(known);
    else if ('peer' in known || known.connId) this.#resolved(known);
    else this.#attributed(known);
  }

  /** Event time has reached `time`: joins that waited long enough go on without their other half. */
  tick(time: number): void {
    this.#refusals.tick(time);
    this.#failures.tick(time);
  }

  /** Nothing more will come. */
  end(): void {
    this.tick(Number.POSITIVE_INFINITY);
  }

  evictions(): { readonly [what: string]: number } {
    const counts = {
      'linker/refusals': this.#refusals.evicted,
      'linker/connections': this.#connections.evicted,
      'linker/runs': this.#runs.evicted,
      'linker/calls': this.#calls.evicted + this.#wrappers.evicted,
      'linker/actors': this.#actors.evicted,
    };
    return Object.fromEntries(Object.entries(counts).filter(([, count]) => count > 0));
  }

  save(): SavedState {
    return {
      proxies: Object.fromEntries([...this.#addresses].map(([gateway, book]) => [gateway, book.save()])),
      refusals: this.#refusals.save(),
      connections: this.#connections.save(),
      runs: this.#runs.save(),
      calls: this.#calls.save(),
      wrappers: this.#wrappers.save(),
      failures: this.#failures.save(),
      duplicates: this.#duplicates?.save() ?? null,
      sessions: this.#sessions.save(),
      actors: this.#actors.save(),
      now: this.#now,
    } as unknown as SavedState;
  }

  #advance(time: number): void {
    const turned = Math.floor(time / tickLength) > Math.floor(this.#now / tickLength);
    this.#now = time;
    if (turned) this.tick(time);
  }

  #join(event: AuditEvent): AuditEvent {
    if (event.sessionKey === undefined && !event.runId && !event.sessionId && !event.traceId) return event;
    const named = canonical(event);
    const conflict = this.#runs.learn(named);
    if (conflict) this.#conflict(named, conflict);
    return this.#runs.complete(named);
  }

  #conflict(event: AuditEvent, note: string): void {
    const { time, gateway, source, trust } = event;
    this.#emit({ type: 'evidenceGap', gap: 'conflict', note, time, gateway, source, trust });
  }

  #tool(event: Execution): void {
    const role = event.detached ? 'line' : this.#wrappers.see(event);
    if (role === 'line') this.#failures.offerLine(event);
    else if (role === 'refused') this.#failures.offerEnd(event, true);
    else if (role === 'tool' && event.phase === 'end' && event.outcome !== 'ok')
      this.#failures.offerEnd(event, false);
    else if (role === 'tool') this.#execution(event);
  }

  #execution(event: Execution): void {
    const told = this.#calls.see(event);
    if (!told) return;
    this.#attributed(told);
    const { args, outcome, ended } = this.#calls.known(event);
    const idOf = (sessionId: string) => this.#runs.sessionOf(told.gateway, undefined, sessionId);
    const access = ended ? accessOf(told, { args, outcome }, idOf) : undefined;
    if (access) this.#attributed(access);
  }

  #connection(event: AuditEvent<'connection'>): void {
    const { gateway, connId, time } = event;
    const before = connId ? this.#connections.find(gateway, connId) : undefined;
    const known = before ? withConnection(event, before) : event;
    const resolved = this.#address(known) as AuditEvent<'connection'>;
    if (connId && event.state === 'opened') {
      this.#connections.learn(gateway, factsOf(connId, resolved), time);
    }
    if (connId && event.state === 'closed') this.#connections.close(gateway, before?.connId ?? connId);
    this.#tell(resolved);
  }

  #resolved(event: AuditEvent): void {
    const connection = event.connId ? this.#connections.find(event.gateway, event.connId) : undefined;
    this.#attributed(this.#address(connection ? withConnection(event, connection) : event));
  }

  #address(event: AuditEvent): AuditEvent {
    if (event.ip || !('peer' in event) || event.peer === undefined) return event;
    const forwardedFor = 'forwardedFor' in event ? event.forwardedFor : undefined;
    const client = this.#book(event.gateway).client({ peer: event.peer, forwardedFor });
    if (client.behindProxy) this.#unresolved++;
    if (client.forged) this.#forged(event, client.forged);
    return withAddress(event, client);
  }

  #book(gateway: string): AddressBook {
    const known = this.#addresses.get(gateway);
    if (known) return known;
    const book = new AddressBook(this.#trustedProxies(gateway), this.#savedProxies[gateway]);
    this.#addresses.set(gateway, book);
    return book;
  }

  #forged({ time, gateway, source, connId }: AuditEvent, note: string): void {
    const head = { time, gateway, source, trust: 'recorded' as const };
    this.#emit({ type: 'evidenceGap', gap: 'forged', note, ...head, ...(connId && { connId }) });
  }

  /** Adds who speaks and over which connection, then tells the event. */
  #attributed(event: AuditEvent): void {
    const { gateway, sessionKey, runId } = event;
    if (sessionKey && event.actor && (event.type === 'message' || event.type === 'sessionAccess')) {
      this.#actors.set(`${gateway}\n${sessionKey}`, event.actor, event.time);
    }
    const actor = event.actor || !sessionKey ? undefined : this.#actors.get(`${gateway}\n${sessionKey}`);
    this.#tell(actor ? { ...event, actor, inferred: [...(event.inferred ?? []), 'actor'] } : event);
    if (runId) this.#turnOf(event, runId);
  }

  /** A run whose session and connection are both known is a turn from that connection's address. */
  #turnOf(event: AuditEvent, runId: string): void {
    const opening = this.#runs.takeOpening(event.gateway, runId);
    const connection = opening && this.#connections.find(event.gateway, opening.connId);
    const sessionKey = this.#runs.sessionOf(event.gateway, runId);
    if (!connection || !sessionKey) return;
    const turn: AuditEvent<'sessionAccess'> = {
      ...opening,
      type: 'sessionAccess',
      gateway: event.gateway,
      action: 'turn',
      outcome: 'ok',
      runId,
      sessionKey,
      connId: connection.connId,
      inferred: ['sessionKey', 'connId'],
    };
    this.#tell(withConnection(turn, connection));
  }

  #tell(event: AuditEvent): void {
    const { sessionKey, agentId = sessionKey && parseSessionKey(sessionKey).agentId } = event;
    if (sessionKey) this.#firstSight(event, sessionKey, agentId);
    this.#emit(agentId && !event.agentId ? { ...event, agentId } : event);
  }

  #firstSight(event: AuditEvent, sessionKey: string, agentId: string | undefined): void {
    const key = `${event.gateway}\n${sessionKey}`;
    if (this.#sessions.get(key)) return;
    this.#sessions.set(key, true, event.time);
    if (event.type === 'sessionCreate') return;
    const { time, gateway, source, trust } = event;
    const head = { time, gateway, source, trust, sessionKey, ...(agentId && { agentId }) };
    this.#emit({ type: 'sessionCreate', createdVia: 'first seen', ...head });
  }
}

function canonical(event: AuditEvent): AuditEvent {
  if (event.sessionKey === undefined) return event;
  const sessionKey = canonicalSessionKey(event.sessionKey, event.agentId);
  return sessionKey === event.sessionKey ? event : { ...event, sessionKey };
}

function factsOf(connId: string, event: AuditEvent<'connection'>): ConnectionFacts {
  const { ip, behindProxy, device, user, method } = event;
  const authenticated = event.mode !== undefined || user !== undefined || method !== undefined;
  return {
    connId,
    authenticated,
    ...(ip && { ip }),
    ...(behindProxy && { behindProxy }),
    ...(device && { device }),
    ...(user && { user }),
  };
}

function withConnection(event: AuditEvent, connection: ConnectionFacts): AuditEvent {
  const { ip, behindProxy, device, user } = connection;
  const known = 'peer' in event && event.peer !== undefined;
  const facts = {
    ...(known ? {} : { ip, behindProxy }),
    device,
    actor: user === undefined ? undefined : { id: user, kind: 'person' as const },
  };
  const added = Object.entries(facts).filter(([name, value]) => value && !event[name as keyof typeof event]);
  if (added.length === 0) return event;
  const inferred = [...(event.inferred ?? []), ...added.map(([name]) => name)];
  return { ...event, ...Object.fromEntries(added), connId: connection.connId, inferred } as AuditEvent;
}

function withAddress(event: AuditEvent, { ip, behindProxy, recorded }: ClientAddress): AuditEvent {
  return {
    ...event,
    ...(ip && { ip }),
    ...(behindProxy && { behindProxy }),
    ...(!recorded && { trust: 'claimed' as const }),
  } as AuditEvent;
}
