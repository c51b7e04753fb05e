import {
  type AuditEvent,
  type DetectorContext,
  inGateway,
  type Memory,
  newProfile,
  type Profile,
  parseSessionKey,
} from '../../../src/detector-kit/index.ts';
import type { Entity } from '../entity.ts';
import { newHabit, type RunHabit } from './run-habit.ts';
import type { Past } from './surprise.ts';

/** What is known of the runs of an entity, and of its agent. */
export interface Known {
  readonly habit: RunHabit;
  readonly past: Past;
}

/** A job does the same again and again; who talks to an agent may soon want what others want of it. */
const width = { job: 1.5, chat: 8 };
const leastOfJob = 3;

/** The habits of all, by entity and by agent. */
export class RunMemory {
  readonly #habits: Memory<RunHabit>;
  readonly #agents: Memory<Profile>;
  readonly #leastOfChat: number;
  /** The events of a session come in a row: whom the last one was about. */
  #last: (Known & { readonly entity: Entity; readonly gateway: string }) | undefined;

  constructor({ memory }: DetectorContext<unknown>, leastOfChat: number) {
    this.#habits = memory('runs', { max: 5000 });
    this.#agents = memory('agent-runs', { max: 1000 });
    this.#leastOfChat = leastOfChat;
  }

  of(entity: Entity, { gateway, time }: AuditEvent): Known {
    const last = this.#last;
    if (last !== undefined && last.entity === entity && last.gateway === gateway) return last;
    const habit = this.#habits.get(inGateway(gateway, entity.name)) ?? newHabit(time);
    const agent = this.#agents.get(inGateway(gateway, entity.agentId)) ?? newProfile(time);
    const own = habit.profile;
    const past = isJob(entity.name)
      ? { own, agent, width: width.job, least: leastOfJob }
      : { own, agent, width: width.chat, least: this.#leastOfChat };
    this.#last = { entity, gateway, habit, past };
    return this.#last;
  }

  /** Written anew with each run, so that who is active is not forgotten. */
  keep(entity: Entity, gateway: string, { habit, past }: Known): void {
    this.#habits.set(inGateway(gateway, entity.name), habit);
    this.#agents.set(inGateway(gateway, entity.agentId), past.agent);
  }
}

function isJob(name: string): boolean {
  const { kind } = parseSessionKey(name);
  return kind === 'cron' || kind === 'hook';
}
