import { BoundedMap, type SavedMap } from '../collections/bounded-map.ts';
import { defined } from '../facts/defined.ts';
import type { AuditEvent } from '../model/event.ts';
import { infer, type Own } from './own.ts';
import { isSameSession } from './same-session.ts';

interface RunFacts {
  sessionKey?: string;
  sessionId?: string;
  opening?: Opening;
  /** Its turn was already told with the connection's address. */
  told?: boolean;
}

/** The record that names the connection which started a run. */
type Opening = Pick<AuditEvent, 'time' | 'source' | 'trust' | 'text'> & { readonly connId: string };

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
  learn(event: Own): string | undefined {
    const { sessionKey, sessionId, runId, traceId, time } = event;
    if (sessionId && sessionKey) this.#learnSession(sessionId, sessionKey, time);
    if (traceId && (runId || sessionKey)) this.#learnTrace(traceId, event);
    return runId ? this.#learnRun(runId, event) : undefined;
  }

  /** Adds what can be inferred for the event. */
  complete(event: Own): void {
    const { traceId, runId, sessionId } = event;
    if (event.sessionKey && (runId || !traceId)) return;
    const trace = traceId ? this.#traces.get(traceId) : undefined;
    infer(event, 'runId', trace?.runId);
    infer(event, 'sessionKey', this.sessionOf(event.runId, sessionId) ?? trace?.sessionKey);
  }

  sessionOf(runId?: string, sessionId?: string): string | undefined {
    const run = runId ? this.#runs.get(runId) : undefined;
    const id = sessionId ?? run?.sessionId;
    return run?.sessionKey ?? (id ? this.#sessions.get(id) : undefined);
  }

  /** What started the run, once: when its session has become known. */
  takeStart(runId: string): (Opening & { readonly sessionKey: string }) | undefined {
    const run = this.#runs.get(runId);
    if (!run?.opening || run.told) return undefined;
    const sessionKey = this.sessionOf(runId);
    if (!sessionKey) return undefined;
    run.told = true;
    return { ...run.opening, sessionKey };
  }

  save(): SavedRuns {
    return { runs: this.#runs.save(), sessions: this.#sessions.save(), traces: this.#traces.save() };
  }

  #learnRun(runId: string, event: Own): string | undefined {
    const { sessionKey, sessionId, time } = event;
    const opening = openingOf(event);
    const run = this.#runs.get(runId);
    if (!run) {
      this.#runs.set(runId, defined({ sessionKey, sessionId, opening }), time);
      return undefined;
    }
    if (sessionKey && run.sessionKey && !isSameSession(run.sessionKey, sessionKey)) {
      return `run ${runId} claims session ${sessionKey}, but was bound to ${run.sessionKey}`;
    }
    if (sessionKey) run.sessionKey ??= sessionKey;
    if (sessionId) run.sessionId ??= sessionId;
    if (opening) run.opening ??= opening;
    return undefined;
  }

  #learnSession(sessionId: string, sessionKey: string, time: number): void {
    if (this.#sessions.get(sessionId) === undefined) this.#sessions.set(sessionId, sessionKey, time);
  }

  #learnTrace(traceId: string, { runId, sessionKey, time }: Own): void {
    const trace = this.#traces.get(traceId);
    if (!trace) this.#traces.set(traceId, defined({ runId, sessionKey }), time);
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

function openingOf({ connId, time, source, trust, text }: Own): Opening | undefined {
  return connId === undefined ? undefined : { connId, time, source, trust, ...defined({ text }) };
}
