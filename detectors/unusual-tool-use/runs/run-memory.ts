import {
  type AuditEvent,
  type DetectorContext,
  inGateway,
  learnRun,
  type Memory,
  newProfile,
  type Profile,
  parseSessionKey,
} from '../../../src/detector-kit/index.ts';
import type { Entity } from '../entity.ts';
import type { ObservedRun } from './observed-run.ts';
import { newHabit, type RunHabit } from './run-habit.ts';
import type { Past } from './surprise.ts';
import { addDoer, lookThrough, newUnfinished, type Unfinished } from './unfinished.ts';
import { ownLimits } from './weights.ts';

/** What is known of the runs of an entity, and of its agent. */
export interface Known {
  readonly habit: RunHabit;
  readonly past: Past;
}

/** Runs that nobody went on with. */
interface Left {
  readonly habit: RunHabit;
  readonly agent: Profile;
}

const none: readonly Left[] = [];

/** A job does the same again and again; who talks to an agent may soon want what others want of it. */
const width = { job: 1.5, chat: 8 };
const leastOfJob = 3;

/** The habits of all, by entity and by agent. */
export class RunMemory {
  readonly #habits: Memory<RunHabit>;
  readonly #agents: Memory<Profile>;
  readonly #people: Memory<Profile>;
  /** Who spoke last in a session. */
  readonly #askers: Memory<string>;
  readonly #unfinished: Memory<Unfinished>;
  readonly #leastOfChat: number;
  /** The events of a session come in a row: whom the last one was about. */
  #last: (Known & { readonly entity: Entity; readonly gateway: string }) | undefined;
  /** What the last run was held against, until somebody learns. */
  #lastPast:
    | { readonly past: Past; readonly run: ObservedRun; readonly seen: number; readonly found: Past }
    | undefined;

  constructor({ memory }: DetectorContext<unknown>, leastOfChat: number) {
    this.#habits = memory('runs', { max: 5000 });
    this.#agents = memory('agent-runs', { max: 1000 });
    this.#people = memory('people', { max: 2000 });
    this.#askers = memory('askers', { max: 5000 });
    this.#unfinished = memory('unfinished', { max: 1000 });
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

  /** With the habits of who asked for the run: in place of the session's while those are few, else behind them. */
  pastOf({ past }: Known, gateway: string, run: ObservedRun): Past {
    const last = this.#lastPast;
    const { seen } = past.own;
    if (last !== undefined && last.past === past && last.run === run && last.seen === seen) return last.found;
    const found = this.#pastWith(past, gateway, run.asker);
    this.#lastPast = { past, run, seen, found };
    return found;
  }

  #pastWith(past: Past, gateway: string, asker: string): Past {
    const person = asker === '' ? undefined : this.#people.get(inGateway(gateway, asker));
    if (person === undefined || person.seen < past.least) return past;
    const { own, agent, width, least } = past;
    return own.seen < least
      ? { own: person, isPersons: true, agent, width, least }
      : { own, agent: person, width, least };
  }

  /** The gateway has written down who speaks to the session. */
  hear({ gateway, sessionKey, agentId, actor }: AuditEvent): void {
    if (sessionKey === undefined || actor === undefined) return;
    if (actor.kind === 'agent' || actor.kind === 'system') return;
    const who = actor.channel === undefined ? actor.id : `${actor.channel}:${actor.id}`;
    // Of one agent somebody wants other things than of another.
    const asker = `${agentId ?? parseSessionKey(sessionKey).agentId ?? ''} ${who}`;
    this.#askers.set(inGateway(gateway, sessionKey), asker);
  }

  askerOf(gateway: string, sessionKey: string): string {
    return this.#askers.get(inGateway(gateway, sessionKey)) ?? '';
  }

  /** What somebody asked for is a habit of theirs too. */
  teachPerson(gateway: string, { asker, traits, values, lastAt: time }: ObservedRun): void {
    if (asker === '') return;
    this.#lastPast = undefined;
    const key = inGateway(gateway, asker);
    const person = this.#people.get(key) ?? newProfile(time);
    learnRun(person, { traits, values, time }, ownLimits);
    this.#people.set(key, person);
  }

  /** Written anew with each run, so that who is active is not forgotten. */
  keep(entity: Entity, { gateway, time }: AuditEvent, { habit, past }: Known): void {
    this.#habits.set(inGateway(gateway, entity.name), habit);
    this.#agents.set(inGateway(gateway, entity.agentId), past.agent);
    const unfinished = this.#unfinished.get(gateway) ?? newUnfinished(time);
    addDoer(unfinished, entity.name, entity.agentId);
    this.#unfinished.set(gateway, unfinished);
  }

  /** Now and then: all of the gateway with runs that are not learned, whoever acts. */
  left({ gateway, time }: AuditEvent): readonly Left[] {
    const unfinished = this.#unfinished.get(gateway);
    if (unfinished === undefined || time < unfinished.next) return none;
    const left: Left[] = [];
    lookThrough(unfinished, time, ([name, agentId]) => {
      const habit = this.#habits.get(inGateway(gateway, name));
      if (habit === undefined || habit.open.length === 0) return false;
      const agent = this.#agents.get(inGateway(gateway, agentId));
      if (agent !== undefined) left.push({ habit, agent });
      return true;
    });
    return left;
  }
}

function isJob(name: string): boolean {
  const { kind } = parseSessionKey(name);
  return kind === 'cron' || kind === 'hook';
}
