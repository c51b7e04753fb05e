import {
  type ArgumentValue,
  type AuditEvent,
  type DetectorContext,
  dayOf,
  hour,
  type Memory,
  type Profile,
} from '../../../src/detector-kit/index.ts';
import type { Entity } from '../entity.ts';
import type { Limits } from '../limits.ts';
import type { Sign } from '../sign.ts';
import { stakeOf } from './call-surprises.ts';
import { observeCall, observeFailure, observeValues } from './observe.ts';
import { newRun, type ObservedRun, scoreOf } from './observed-run.ts';
import { type Now, openRun, type RunHabit, settle } from './run-habit.ts';
import { type Known, RunMemory } from './run-memory.ts';
import { flowSignOf, signOf } from './run-sign.ts';
import type { Past } from './surprise.ts';
import { leastTold } from './weights.ts';

type Execution = AuditEvent<'toolExecution'>;

/** So many ordinary runs of a gateway are told in a day, as `info`; alerts always. */
const mostTold = 500;
/** So much later nothing of a run is written any more. */
const longestDelay = hour;
/** No run has this id. */
const anotherRun = ' ';
/** Runs of an agent that say something of who has none. */
const leastOfAgent = 100;

interface Seen {
  /** The first sighting of a call that was let through. */
  readonly counts: boolean;
  readonly teaches: boolean;
  /** What its arguments name. */
  readonly values: readonly ArgumentValue[];
  /** The gateway was updated a moment ago: tools may have new names. */
  readonly updated: boolean;
}

/** Holds each run against those before it. */
export class RunBook {
  readonly #memory: RunMemory;
  readonly #told: Memory<[number, number]>;
  readonly #threshold: number;

  constructor(context: DetectorContext<unknown>, { bits, history }: Limits) {
    this.#memory = new RunMemory(context, history);
    this.#told = context.memory('told-runs', { max: 1000 });
    this.#threshold = bits;
  }

  /** Somebody speaks to the session: what it did before is a run that is over. */
  turn(entity: Entity, event: AuditEvent): void {
    this.#memory.hear(event);
    this.#learnLeft(event);
    const known = this.#memory.of(entity, event);
    const { open } = known.habit;
    if (open.length === 0) return;
    const { sessionKey: session = '', runId, time, gateway } = event;
    const goesOn = open.some((run) => run.session === session && run.runId === runId);
    const now = { session, runId: runId ?? anotherRun, time };
    if (!goesOn) this.#settle(known.habit, known.past.agent, gateway, now);
  }

  /** One more sighting of a call. */
  see(entity: Entity, event: Execution, tool: string, seen: Seen): Sign | undefined {
    if (event.trust === 'claimed' || event.sessionKey === undefined) return undefined;
    if (!seen.counts && event.args === undefined && !hasFailed(event)) return undefined;
    this.#learnLeft(event);
    const known = this.#memory.of(entity, event);
    const run = this.#runOf(known, entity, event);
    if (!seen.teaches) run.teaches = false;
    const past = this.#memory.pastOf(known, event.gateway, run);
    const rises = observe(run, past, event, tool, seen);
    return rises && !seen.updated ? this.#tell(run, past, event) : undefined;
  }

  #tell(run: ObservedRun, past: Past, { gateway, time }: Execution): Sign | undefined {
    if (past.own.seen < past.least && past.agent.seen < leastOfAgent) return flowSignOf(run);
    run.score = scoreOf(run, past);
    // What somebody asked for elsewhere tells what is odd here, and alerts nobody.
    const isKnown = past.own.seen >= past.least && past.isPersons !== true;
    const isOdd = isKnown && run.score >= this.#threshold;
    const crosses = isOdd && run.told < this.#threshold;
    if (!crosses && run.score < run.told + leastTold) return undefined;
    // Told in good measure: what a report by default does not show must not fill it.
    if (!isOdd && run.told === 0 && !this.#mayTell(gateway, time)) return undefined;
    run.told = run.score;
    return signOf(run, past, isOdd ? 'medium' : 'info', this.#threshold);
  }

  #mayTell(gateway: string, time: number): boolean {
    const [day, count] = this.#told.get(gateway) ?? [0, 0];
    const today = dayOf(time);
    const told = day === today ? count : 0;
    if (told >= mostTold) return false;
    this.#told.set(gateway, [today, told + 1]);
    return true;
  }

  #runOf(known: Known, entity: Entity, event: Execution): ObservedRun {
    const { sessionKey: session = '', runId, time, gateway } = event;
    const { habit } = known;
    this.#settle(habit, known.past.agent, gateway, { session, runId, time });
    const open = openRun(habit, session);
    if (open !== undefined) {
      if (time > open.lastAt) open.lastAt = time;
      return open;
    }
    const asker = this.#memory.askerOf(gateway, session);
    const run = newRun({ session, runId: runId ?? '', time, asker });
    habit.open.push(run);
    this.#memory.keep(entity, event, known);
    return run;
  }

  /** Who acts once a day is known by its last run before the next. */
  #learnLeft(event: AuditEvent): void {
    const { gateway } = event;
    for (const { habit, agent } of this.#memory.left(event)) {
      this.#settle(habit, agent, gateway, { session: '', runId: undefined, time: event.time - longestDelay });
    }
  }

  #settle(habit: RunHabit, agent: Profile, gateway: string, now: Now): void {
    for (const run of settle(habit, agent, now, this.#threshold)) this.#memory.teachPerson(gateway, run);
  }
}

/** True when the run is more surprising than before. */
function observe(
  run: ObservedRun,
  past: Past,
  event: Execution,
  tool: string,
  { counts, values }: Seen,
): boolean {
  const called = counts && observeCall(run, past, tool, stakeOf(event.args, values));
  const named = values.length > 0 && event.phase === 'start' && observeValues(run, past, tool, values);
  const failed = hasFailed(event) && observeFailure(run, past, tool);
  return called || named || failed;
}

function hasFailed({ phase, outcome }: Execution): boolean {
  return phase === 'end' && (outcome === 'error' || outcome === 'timeout');
}
