import { BoundedMap, type SavedMap } from '../collections/bounded-map.ts';
import type { ToolOutcome } from '../model/event.ts';
import type { Json } from '../model/json.ts';
import type { Own } from './own.ts';
import { isSameSession } from './same-session.ts';

type Execution = Own<'toolExecution'>;

interface Call {
  readonly sessionKey: string | undefined;
  args: Json | undefined;
  ended: number | undefined;
  outcome: ToolOutcome;
}

const hour = 3_600_000;
/** Twins of one end come within this; a later start under the same id is another call. */
const twins = 1_500;
const none: readonly string[] = [];

/** One execution is told by up to four sources, in two phases; it is counted once and grows better known. */
export class Calls {
  readonly #calls: BoundedMap<Call>;
  /** Tools that were started without an id, by session. */
  readonly #unnamed: BoundedMap<readonly string[]>;

  constructor(saved?: SavedCalls) {
    this.#calls = new BoundedMap({ max: 50_000, horizon: hour }, saved?.calls);
    this.#unnamed = new BoundedMap({ max: 50_000, horizon: hour }, saved?.unnamed);
  }

  get evicted(): number {
    return this.#calls.evicted;
  }

  /** Sets `first`; false when the event says nothing new. */
  see(event: Execution): boolean {
    return event.callId ? this.#seeNamed(event, event.callId) : this.#seeUnnamed(event);
  }

  /** The call as all its sources tell it; `ended` once any has told its end. */
  known(event: Execution): Pick<Call, 'args' | 'outcome'> & { readonly ended: boolean } {
    const call = event.callId ? this.#calls.get(event.callId) : undefined;
    const { args = call?.args, outcome } = event;
    if (event.phase === 'end') return { args, outcome, ended: true };
    return { args, outcome: call?.outcome ?? outcome, ended: call?.ended !== undefined };
  }

  save(): SavedCalls {
    return { calls: this.#calls.save(), unnamed: this.#unnamed.save() };
  }

  #seeNamed(event: Execution, callId: string): boolean {
    const known = this.#calls.get(callId);
    event.first = !known || isAnother(known, event);
    if (known && !event.first) return learn(known, event);
    const { sessionKey, args, outcome, time } = event;
    const ended = event.phase === 'end' ? time : undefined;
    this.#calls.set(callId, { sessionKey, args, ended, outcome }, time);
    return true;
  }

  #seeUnnamed(event: Execution): boolean {
    const { tool, phase, time, sessionKey, runId = '' } = event;
    const open = this.#unnamed.get(sessionKey ?? runId) ?? none;
    const at = phase === 'end' ? open.indexOf(tool) : -1;
    event.first = at < 0;
    if (phase === 'start') this.#unnamed.set(sessionKey ?? runId, [...open.slice(-63), tool], time);
    if (at >= 0) this.#unnamed.set(sessionKey ?? runId, open.toSpliced(at, 1), time);
    return true;
  }
}

export interface SavedCalls {
  readonly calls: SavedMap<Call>;
  readonly unnamed: SavedMap<readonly string[]>;
}

/** Whether the event says more of the call than was known. */
function learn(known: Call, event: Execution): boolean {
  const addsArgs = known.args === undefined && event.args !== undefined;
  if (addsArgs) known.args = event.args;
  if (event.phase === 'start') return addsArgs;
  const better = known.ended === undefined || rank(event.outcome) > rank(known.outcome);
  known.ended ??= event.time;
  if (better) known.outcome = event.outcome;
  return better || addsArgs;
}

function isAnother(known: Call, event: Execution): boolean {
  const { sessionKey } = event;
  if (known.sessionKey && sessionKey && !isSameSession(known.sessionKey, sessionKey)) return true;
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
