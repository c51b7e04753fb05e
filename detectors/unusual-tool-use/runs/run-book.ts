import {
  type ArgumentValue,
  type AuditEvent,
  type DetectorContext,
  dayOf,
  inGateway,
  type Memory,
  newProfile,
  type Profile,
  parseSessionKey,
} from '../../../src/detector-kit/index.ts';
import type { Entity } from '../entity.ts';
import type { Limits } from '../limits.ts';
import type { Sign } from '../sign.ts';
import { newRun, type ObservedRun, observeCall, observeValues, scoreOf } from './observed-run.ts';
import { newHabit, type RunHabit, settle } from './run-habit.ts';
import { flowSignOf, signOf } from './run-sign.ts';
import type { Past } from './surprise.ts';
import { leastTold } from './weights.ts';

type Execution = AuditEvent<'toolExecution'>;

/** So many ordinary runs of a gateway are told in a day, as `info`; alerts always. */
const mostTold = 500;
/** A job does the same again and again; who talks to an agent may soon want what others want of it. */
const width = { job: 1.5, chat: 8 };
const fewest = { job: 5, agent: 100 };

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
  readonly #habits: Memory<RunHabit>;
  readonly #agents: Memory<Profile>;
  readonly #told: Memory<[number, number]>;
  readonly #limits: Limits;

  constructor({ memory }: DetectorContext<unknown>, limits: Limits) {
    this.#limits = limits;
    this.#habits = memory('runs', { max: 5000 });
    this.#agents = memory('agent-runs', { max: 1000 });
    this.#told = memory('told-runs', { max: 1000 });
  }

  /** Somebody speaks to the session: what it did before is a run that is over. */
  turn(entity: Entity, event: AuditEvent): void {
    const habit = this.#habits.get(inGateway(event.gateway, entity.name));
    if (habit === undefined) return;
    const session = event.sessionKey ?? '';
    const goesOn = habit.open.some((run) => run.session === session && run.runId === event.runId);
    if (goesOn) return;
    const now = { session, runId: event.runId ?? `turn ${event.time}`, time: event.time };
    settle(habit, this.#agent(entity, event), now, this.#limits.bits);
  }

  /** One more sighting of a call. */
  see(
    entity: Entity,
    event: Execution,
    tool: string,
    { counts, teaches, updated, values }: Seen,
  ): Sign | undefined {
    if (event.trust === 'claimed' || event.sessionKey === undefined) return undefined;
    if (!counts && event.args === undefined) return undefined;
    const habit = this.#habit(entity, event);
    const run = this.#run(habit, entity, event);
    const past = this.#past(habit, entity, event);
    if (!teaches) run.teaches = false;
    if (counts) observeCall(run, past, tool);
    if (event.args !== undefined && event.phase === 'start') {
      observeValues(run, past, tool, values);
    }
    return updated ? undefined : this.#tell(run, past, event);
  }

  #tell(run: ObservedRun, past: Past, { gateway, time }: Execution): Sign | undefined {
    if (past.own.seen < past.least && past.agent.seen < fewest.agent) return flowSignOf(run);
    run.score = scoreOf(run, past);
    const isOdd = run.score >= this.#limits.bits && past.own.seen >= past.least;
    const crosses = isOdd && run.told < this.#limits.bits;
    if (!crosses && run.score < run.told + leastTold) return undefined;
    // Told in good measure: what a report by default does not show must not fill it.
    if (!isOdd && run.told === 0 && !this.#mayTell(gateway, time)) return undefined;
    run.told = run.score;
    return signOf(run, past, isOdd ? 'medium' : 'info', this.#limits.bits);
  }

  #mayTell(gateway: string, time: number): boolean {
    const [day, count] = this.#told.get(gateway) ?? [0, 0];
    const today = dayOf(time);
    const told = day === today ? count : 0;
    if (told >= mostTold) return false;
    this.#told.set(gateway, [today, told + 1]);
    return true;
  }

  #run(habit: RunHabit, entity: Entity, event: Execution): ObservedRun {
    const session = event.sessionKey ?? '';
    const { runId, time } = event;
    const last = habit.open.at(-1);
    settle(habit, this.#agent(entity, event), { session, runId, time }, this.#limits.bits);
    const known =
      last !== undefined && habit.open.at(-1) === last && last.session === session
        ? last
        : habit.open.find((run) => run.session === session);
    if (known !== undefined) {
      known.lastAt = Math.max(known.lastAt, time);
      return known;
    }
    const run = newRun(session, runId ?? '', time);
    habit.open.push(run);
    this.#habits.set(inGateway(event.gateway, entity.name), habit);
    return run;
  }

  #past(habit: RunHabit, entity: Entity, event: Execution): Past {
    const agent = this.#agent(entity, event);
    return isJob(entity.name)
      ? { own: habit.profile, agent, width: width.job, least: fewest.job }
      : { own: habit.profile, agent, width: width.chat, least: this.#limits.history };
  }

  #habit({ name }: Entity, { gateway, time }: Execution): RunHabit {
    const key = inGateway(gateway, name);
    const known = this.#habits.get(key);
    if (known !== undefined) return known;
    const habit = newHabit(time);
    this.#habits.set(key, habit);
    return habit;
  }

  #agent({ agentId }: Entity, { gateway, time }: AuditEvent): Profile {
    const key = inGateway(gateway, agentId);
    const known = this.#agents.get(key);
    if (known !== undefined) return known;
    const profile = newProfile(time);
    this.#agents.set(key, profile);
    return profile;
  }
}

function isJob(name: string): boolean {
  const { kind } = parseSessionKey(name);
  return kind === 'cron' || kind === 'hook';
}
