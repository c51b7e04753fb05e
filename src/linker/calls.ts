import { BoundedMap, type SavedMap } from '../collections/bounded-map.ts';
import type { AuditEvent, ToolOutcome } from '../model/event.ts';
import type { Json } from '../model/json.ts';

type Execution = AuditEvent<'toolExecution'>;

interface Call {
  readonly sessionKey: string | undefined;
  args: Json | undefined;
  ended: number | undefined;
  outcome: ToolOutcome;
}

const hour = 3_600_000;
/** Twins of one end come within this; a later start under the same id is another call. */
const twins = 1_500;

/** One execution is told by up to four sources, in two phases; it is counted once and grows better known. */
export class Calls {
  readonly #calls: BoundedMap<Call>;
  /** Calls that were started without an id, by session and tool. */
  readonly #unnamed: BoundedMap<number>;

  constructor(saved?: SavedCalls) {
    this.#calls = new BoundedMap({ max: 50_000, horizon: hour }, saved?.calls);
    this.#unnamed = new BoundedMap({ max: 50_000, horizon: hour }, saved?.unnamed);
  }

  get evicted(): number {
    return this.#calls.evicted;
  }

  /** The event with `first` set, or nothing when it says nothing new. */
  see(event: Execution): Execution | undefined {
    return event.callId ? this.#seeNamed(event, event.callId) : this.#seeUnnamed(event);
  }

  /** The call as all its sources tell it; `ended` once any has told its end. */
  known(event: Execution): Pick<Call, 'args' | 'outcome'> & { readonly ended: boolean } {
    const call = event.callId ? this.#calls.get(`${event.gateway}\n${event.callId}`) : undefined;
    const { args = call?.args, outcome } = event;
    if (event.phase === 'end') return { args, outcome, ended: true };
    return { args, outcome: call?.outcome ?? outcome, ended: call?.ended !== undefined };
  }

  save(): SavedCalls {
    return { calls: this.#calls.save(), unnamed: this.#unnamed.save() };
  }

  #seeNamed(event: Execution, callId: string): Execution | undefined {
    const key = `${event.gateway}\n${callId}`;
    const known = this.#calls.get(key);
    if (!known || isAnother(known, event)) return this.#open(key, event);
    const addsArgs = known.args === undefined && event.args !== undefined;
    if (addsArgs) known.args = event.args;
    if (event.phase === 'start') return addsArgs ? { ...event, first: false } : undefined;
    const better = known.ended === undefined || rank(event.outcome) > rank(known.outcome);
    known.ended ??= event.time;
    if (!better) return undefined;
    known.outcome = event.outcome;
    return { ...event, first: false };
  }

  #open(key: string, event: Execution): Execution {
    const ended = event.phase === 'end' ? event.time : undefined;
    const { sessionKey, args, outcome, time } = event;
    this.#calls.set(key, { sessionKey, args, ended, outcome }, time);
    return { ...event, first: true };
  }

  #seeUnnamed(event: Execution): Execution {
    const key = `${event.gateway}\n${event.sessionKey ?? event.runId}\n${event.tool}`;
    const open = this.#unnamed.get(key) ?? 0;
    if (event.phase === 'start') this.#unnamed.set(key, open + 1, event.time);
    else if (open > 0) this.#unnamed.set(key, open - 1, event.time);
    return { ...event, first: event.phase === 'start' || open === 0 };
  }
}

export interface SavedCalls {
  readonly calls: SavedMap<Call>;
  readonly unnamed: SavedMap<number>;
}

function isAnother(known: Call, event: Execution): boolean {
  if (known.sessionKey && event.sessionKey && known.sessionKey !== event.sessionKey) return true;
  return event.phase === 'start' && known.ended !== undefined && event.time > known.ended + twins;
}

const outcomes: readonly ToolOutcome[] = [
  'unknown',
  'ok',
  'error',
  'timeout',
  'cancelled',
  'blocked',
  'denied',
];

function rank(outcome: ToolOutcome): number {
  return outcomes.indexOf(outcome);
}
