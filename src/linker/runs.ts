import { BoundedMap, type SavedMap } from '../collections/bounded-map.ts';
import { defined } from '../facts/defined.ts';
import type { AuditEvent } from '../model/event.ts';

interface RunFacts {
  sessionKey?: string;
  sessionId?: string;
  opening?: Opening;
  /** Its turn was already told with the connection's address. */
  told?: boolean;
}

/** The record that names the connection which started a run. */
export type Opening = Pick<AuditEvent, 'time' | 'source' | 'trust' | 'text'> & { readonly connId: string };

interface TraceFacts {
  runId?: string;
  sessionKey?: string;
}

const day = 86_400_000;

/** Joins runs, session ids and traces to session keys. The first binding wins; a second, different one is a conflict. */
export class Runs {
  readonly #runs: BoundedMap<RunFacts>;
  readonly #sessions: BoundedMap<string>;
  readonly #traces: BoundedMap<TraceFacts>;

  constructor(saved?: SavedRuns) {
    this.#runs = new BoundedMap({ max: 100_000, horizon: day }, saved?.runs);
    this.#sessions = new BoundedMap({ max: 50_000, horizon: 7 * day }, saved?.sessions);
    this.#traces = new BoundedMap({ max: 50_000, horizon: 3_600_000 }, saved?.traces);
  }

  get evicted(): number {
    return this.#runs.evicted + this.#sessions.evicted;
  }

  /** Remembers what the event itself binds; returns a sentence when it contradicts what was bound before. */
  learn(event: AuditEvent): string | undefined {
    const { gateway, sessionKey, sessionId, runId, traceId, time } = event;
    if (sessionId && sessionKey) this.#learnSession(`${gateway}\n${sessionId}`, sessionKey, time);
    if (traceId && (runId || sessionKey)) this.#learnTrace(`${gateway}\n${traceId}`, event);
    return runId ? this.#learnRun(`${gateway}\n${runId}`, event) : undefined;
  }

  /** What can be inferred for the event, or the event itself. */
  complete(event: AuditEvent): AuditEvent {
    if (event.sessionKey && (event.runId || !event.traceId)) return event;
    const trace = event.traceId ? this.#traces.get(`${event.gateway}\n${event.traceId}`) : undefined;
    const runId = event.runId ?? trace?.runId;
    const sessionKey =
      event.sessionKey ?? this.sessionOf(event.gateway, runId, event.sessionId) ?? trace?.sessionKey;
    return infer(event, { runId, sessionKey });
  }

  sessionOf(gateway: string, runId?: string, sessionId?: string): string | undefined {
    const run = runId ? this.#runs.get(`${gateway}\n${runId}`) : undefined;
    const id = sessionId ?? run?.sessionId;
    return run?.sessionKey ?? (id ? this.#sessions.get(`${gateway}\n${id}`) : undefined);
  }

  /** What started the run, once: when its session has become known. */
  takeOpening(gateway: string, runId: string): Opening | undefined {
    const run = this.#runs.get(`${gateway}\n${runId}`);
    if (!run?.opening || run.told || !this.sessionOf(gateway, runId)) return undefined;
    run.told = true;
    return run.opening;
  }

  save(): SavedRuns {
    return { runs: this.#runs.save(), sessions: this.#sessions.save(), traces: this.#traces.save() };
  }

  #learnRun(key: string, event: AuditEvent): string | undefined {
    const { sessionKey, sessionId, time, runId } = event;
    const opening = openingOf(event);
    const run = this.#runs.get(key);
    if (!run) {
      this.#runs.set(key, defined({ sessionKey, sessionId, opening }), time);
      return undefined;
    }
    if (sessionKey && run.sessionKey && run.sessionKey !== sessionKey) {
      return `run ${runId} claims session ${sessionKey}, but was bound to ${run.sessionKey}`;
    }
    if (sessionKey) run.sessionKey ??= sessionKey;
    if (sessionId) run.sessionId ??= sessionId;
    if (opening) run.opening ??= opening;
    return undefined;
  }

  #learnSession(key: string, sessionKey: string, time: number): void {
    if (this.#sessions.get(key) === undefined) this.#sessions.set(key, sessionKey, time);
  }

  #learnTrace(key: string, { runId, sessionKey, time }: AuditEvent): void {
    const trace = this.#traces.get(key);
    if (!trace) this.#traces.set(key, { ...(runId && { runId }), ...(sessionKey && { sessionKey }) }, time);
    else {
      if (runId) trace.runId ??= runId;
      if (sessionKey) trace.sessionKey ??= sessionKey;
    }
  }
}

export interface SavedRuns {
  readonly runs: SavedMap<RunFacts>;
  readonly sessions: SavedMap<string>;
  readonly traces: SavedMap<TraceFacts>;
}

function infer(
  event: AuditEvent,
  found: { runId: string | undefined; sessionKey: string | undefined },
): AuditEvent {
  const missing = (['runId', 'sessionKey'] as const).filter((name) => found[name] && !event[name]);
  if (missing.length === 0) return event;
  return { ...event, ...defined(found), inferred: [...(event.inferred ?? []), ...missing] };
}

function openingOf({ connId, time, source, trust, text }: AuditEvent): Opening | undefined {
  return connId === undefined ? undefined : { connId, time, source, trust, ...defined({ text }) };
}
