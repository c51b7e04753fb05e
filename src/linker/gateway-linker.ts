import type { SavedMap } from '../collections/bounded-map.ts';
import { canonicalSessionKey } from '../facts/session-key.ts';
import { toolGroup } from '../facts/tool.ts';
import type { AuditEvent } from '../model/event.ts';
import { AddressBook } from './addresses.ts';
import { Approvals, type SavedApprovals } from './approvals.ts';
import { Calls, type SavedCalls } from './calls.ts';
import { addConnection, factsOf } from './connection-facts.ts';
import { Connections, type SavedConnections } from './connections.ts';
import { Failures, type SavedFailures } from './failures.ts';
import type { Own } from './own.ts';
import { Pairings, type SavedPairings } from './pairings.ts';
import { Refusals } from './refusals.ts';
import { Runs, type SavedRuns } from './runs.ts';
import { accessOf } from './session-access.ts';
import { type SavedSessions, Sessions } from './sessions.ts';
import { UnclearEnds } from './unclear-ends.ts';
import { type SavedWitnesses, Witnesses } from './witnesses.ts';
import { type SavedWrappers, Wrappers } from './wrappers.ts';

export interface SavedGateway {
  readonly proxies: readonly string[];
  readonly refusals: SavedMap<Own<'authAttempt'>>;
  readonly connections: SavedConnections;
  readonly runs: SavedRuns;
  readonly calls: SavedCalls;
  readonly wrappers: SavedWrappers;
  readonly failures: SavedFailures;
  readonly sessions: SavedSessions;
  readonly pairings: SavedPairings;
  readonly approvals: SavedApprovals;
  readonly unresolved: number;
  readonly witnesses?: SavedWitnesses;
  readonly unclear?: SavedMap<Own<'sessionAccess'>>;
}

/** Joins the events of one gateway. */
export class GatewayLinker {
  readonly #emit: (event: AuditEvent) => void;
  readonly #addresses: AddressBook;
  readonly #refusals: Refusals;
  readonly #connections: Connections;
  readonly #runs: Runs;
  readonly #calls: Calls;
  readonly #wrappers: Wrappers;
  readonly #failures: Failures;
  readonly #unclear: UnclearEnds;
  readonly #sessions: Sessions;
  readonly #pairings: Pairings;
  readonly #approvals: Approvals;
  readonly #witnesses: Witnesses;
  unresolvedClients: number;

  constructor(
    trustedProxies: readonly string[] | undefined,
    emit: (event: AuditEvent) => void,
    saved?: SavedGateway,
  ) {
    this.#emit = emit;
    this.#addresses = new AddressBook(trustedProxies, saved?.proxies);
    this.#refusals = new Refusals((attempt) => this.#resolved(attempt), saved?.refusals);
    this.#connections = new Connections(saved?.connections);
    this.#runs = new Runs(saved?.runs);
    this.#calls = new Calls(saved?.calls);
    this.#wrappers = new Wrappers(saved?.wrappers);
    this.#failures = new Failures((event) => this.#execution(event), saved?.failures);
    this.#unclear = new UnclearEnds((access) => this.#attributed(access), saved?.unclear);
    this.#sessions = new Sessions(emit, saved?.sessions);
    this.#pairings = new Pairings((pairing) => this.#resolved(pairing), saved?.pairings);
    this.#approvals = new Approvals(saved?.approvals);
    this.#witnesses = new Witnesses((attempt) => this.#attributed(attempt), saved?.witnesses);
    this.unresolvedClients = saved?.unresolved ?? 0;
  }

  push(event: Own): void {
    this.#join(event);
    if (!this.#isNews(event)) return;
    if (event.type === 'toolExecution') this.#tool(event);
    else if (event.type === 'authAttempt') this.#attempt(event);
    else if (event.type === 'connection') this.#connection(event);
    else if (event.type === 'pairing') this.#pairings.offer(event);
    else if (event.connId || 'peer' in event) this.#resolved(event);
    else this.#attributed(event);
  }

  tick(time: number): void {
    this.#refusals.tick(time);
    this.#witnesses.tick(time);
    this.#failures.tick(time);
    this.#unclear.tick(time);
    this.#pairings.tick(time);
  }

  evictions() {
    return {
      refusals: this.#refusals.evicted + this.#witnesses.evicted,
      connections: this.#connections.evicted,
      runs: this.#runs.evicted,
      calls: this.#calls.evicted + this.#wrappers.evicted + this.#unclear.evicted,
      sessions: this.#sessions.evicted,
      requests: this.#pairings.evicted + this.#approvals.evicted,
    };
  }

  save(): SavedGateway {
    return {
      proxies: this.#addresses.save(),
      refusals: this.#refusals.save(),
      connections: this.#connections.save(),
      runs: this.#runs.save(),
      calls: this.#calls.save(),
      wrappers: this.#wrappers.save(),
      failures: this.#failures.save(),
      sessions: this.#sessions.save(),
      pairings: this.#pairings.save(),
      approvals: this.#approvals.save(),
      unresolved: this.unresolvedClients,
      witnesses: this.#witnesses.save(),
      unclear: this.#unclear.save(),
    };
  }

  #join(event: Own): void {
    if (event.sessionKey) event.sessionKey = canonicalSessionKey(event.sessionKey, event.agentId);
    const conflict = this.#runs.learn(event);
    if (conflict) this.#conflict(event, conflict);
    this.#runs.complete(event);
  }

  #conflict({ time, gateway, source, trust }: Own, note: string): void {
    this.#emit({ type: 'evidenceGap', gap: 'conflict', note, time, gateway, source, trust });
  }

  #isNews(event: Own): boolean {
    if (event.type === 'approvalRequests') return this.#approvals.isNews(event);
    return event.type !== 'sessionCreate' || this.#sessions.isNews(event);
  }

  #attempt(event: Own<'authAttempt'>): void {
    if (event.witness === undefined) this.#refusals.offer(event);
    else {
      this.#address(event);
      this.#witnesses.offer(event);
    }
  }

  #tool(event: Own<'toolExecution'>): void {
    const role = event.detached ? 'line' : this.#wrappers.see(event);
    if (role === 'line') this.#failures.offerLine(event);
    else if (role === 'refused') this.#failures.offerEnd(event, true);
    else if (role === 'tool' && event.phase === 'end' && event.outcome !== 'ok')
      this.#failures.offerEnd(event, false);
    else if (role === 'tool') this.#execution(event);
  }

  #execution(event: Own<'toolExecution'>): void {
    if (!this.#calls.see(event)) return;
    this.#attributed(event);
    if (toolGroup(event.tool) !== 'sessions') return;
    const { args, outcome, ended } = this.#calls.known(event);
    const idOf = (sessionId: string) => this.#runs.sessionOf(undefined, sessionId);
    const access = ended ? accessOf(event, { args, outcome }, idOf) : undefined;
    if (access) this.#unclear.offer(access);
  }

  #connection(event: Own<'connection'>): void {
    const { connId, time } = event;
    const before = connId ? this.#connections.find(connId) : undefined;
    if (before) addConnection(event, before);
    this.#address(event);
    if (connId && event.state === 'opened') this.#connections.learn(factsOf(connId, event), time);
    if (connId && event.state === 'closed') this.#connections.close(before?.connId ?? connId);
    this.#sessions.meet(event);
    this.#emit(event);
  }

  #resolved(event: Own): void {
    const connection = event.connId ? this.#connections.find(event.connId) : undefined;
    if (connection) addConnection(event, connection);
    this.#address(event);
    if (event.type === 'authAttempt' && !this.#witnesses.hear(event)) return;
    this.#attributed(event);
  }

  #address(event: Own): void {
    if (event.ip || !('peer' in event) || event.peer === undefined) return;
    const forwardedFor = 'forwardedFor' in event ? event.forwardedFor : undefined;
    const { ip, behindProxy, recorded, forged } = this.#addresses.client({ peer: event.peer, forwardedFor });
    // Anybody may send the header to a proxy, which passes on its own.
    if (forged && event.witness === undefined) this.#forged(event, forged);
    if (behindProxy) this.unresolvedClients++;
    if (behindProxy) event.behindProxy = true;
    if (ip) event.ip = ip;
    if (!recorded) event.trust = 'claimed';
  }

  #forged({ time, gateway, source, connId }: Own, note: string): void {
    const head = { time, gateway, source, trust: 'recorded' as const };
    this.#emit({ type: 'evidenceGap', gap: 'forged', note, ...head, ...(connId && { connId }) });
  }

  /** Adds who speaks, then tells the event, and the turn that it completes. */
  #attributed(event: Own): void {
    this.#sessions.attribute(event);
    this.#emit(event);
    if (event.runId) this.#turnOf(event.gateway, event.runId);
  }

  /** A run whose session and connection are both known is a turn from that connection's address. */
  #turnOf(gateway: string, runId: string): void {
    const started = this.#runs.takeStart(runId);
    const connection = started && this.#connections.find(started.connId);
    if (!connection) return;
    const turn: Own<'sessionAccess'> = {
      ...started,
      type: 'sessionAccess',
      gateway,
      action: 'turn',
      outcome: 'ok',
      runId,
      connId: connection.connId,
      inferred: ['sessionKey', 'connId'],
    };
    addConnection(turn, connection);
    this.#sessions.meet(turn);
    this.#emit(turn);
  }
}
