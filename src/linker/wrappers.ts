import { BoundedMap, type SavedMap } from '../collections/bounded-map.ts';
import { isWrapper } from '../facts/tool.ts';
import type { Own } from './own.ts';

type Execution = Own<'toolExecution'>;

interface Wrapper {
  readonly callId: string;
  reached: boolean;
  ended?: boolean;
}

export type SavedWrappers = SavedMap<Wrapper[]>;

const hour = 3_600_000;

/** The `tool_call` wrapper is not a tool: it passes only when it failed without reaching one. */
export class Wrappers {
  /** Wrapper calls by run, oldest first. */
  readonly #open: BoundedMap<Wrapper[]>;

  constructor(saved?: SavedWrappers) {
    this.#open = new BoundedMap({ max: 20_000, horizon: hour }, saved);
  }

  get evicted(): number {
    return this.#open.evicted;
  }

  see(event: Execution): 'tool' | 'wrapper' | 'refused' {
    const wrappers = this.#of(event);
    if (!isWrapper(event.tool)) {
      if (wrappers.length > 0 && event.phase === 'start') markReached(wrappers, event.parentCallId);
      return 'tool';
    }
    const own = wrappers.find(({ callId }) => callId === event.callId);
    if (event.phase === 'start') {
      if (!own && event.callId) this.#add(event, wrappers, { callId: event.callId, reached: false });
      return 'wrapper';
    }
    return this.#end(event, own);
  }

  save(): SavedWrappers {
    return this.#open.save();
  }

  #end(event: Execution, own: Wrapper | undefined): 'wrapper' | 'refused' {
    const failed = event.outcome === 'error' || event.outcome === 'denied' || event.outcome === 'blocked';
    if (!own || own.reached || own.ended || !failed) return 'wrapper';
    own.ended = true;
    return 'refused';
  }

  #of(event: Execution): Wrapper[] {
    return this.#open.get(runOf(event)) ?? [];
  }

  #add(event: Execution, wrappers: Wrapper[], wrapper: Wrapper): void {
    this.#open.set(runOf(event), [...wrappers.slice(-63), wrapper], event.time);
  }
}

function runOf({ runId, sessionKey = '' }: Execution): string {
  return runId ?? sessionKey;
}

function markReached(wrappers: readonly Wrapper[], parentCallId: string | undefined): void {
  const wrapper = parentCallId
    ? wrappers.find(({ callId }) => callId === parentCallId)
    : wrappers.find(({ reached, ended }) => !reached && !ended);
  if (wrapper) wrapper.reached = true;
}
