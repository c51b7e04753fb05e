import {
  type ArgumentValue,
  type AuditEvent,
  type ToolGroup,
  toolGroup,
} from '../../src/detector-kit/index.ts';
import { type Activity, countCall, newActivity } from './activity.ts';
import { valuesOf } from './call-values.ts';
import { asDeed } from './deeds.ts';
import { type Entity, flag, isBeingFlagged } from './entity.ts';
import { type Habits, unattributed } from './habits.ts';
import type { Limits } from './limits.ts';
import { learnPeak, wasUpdated } from './peers.ts';
import { burst } from './rules/burst.ts';
import { denials, isRefused } from './rules/denials.ts';
import { deniedThenDone } from './rules/denied-then-done.ts';
import { firstUse } from './rules/first-use.ts';
import { oddHour } from './rules/odd-hour.ts';
import type { RunBook } from './runs/run-book.ts';
import { signsInSequence } from './sequences/signs-in-sequence.ts';
import { sessionOf } from './session-of.ts';
import type { Sign } from './sign.ts';
import { signsInWords } from './signs-in-words.ts';
import type { Stories } from './story.ts';
import { isSettled, noteUse } from './uses.ts';

type Execution = AuditEvent<'toolExecution'>;

const none: readonly Sign[] = [];

/** Holds each tool call against what its session, its agent and its gateway did before. */
export class Judge {
  readonly #habits: Habits;
  readonly #stories: Stories;
  readonly #runs: RunBook;
  readonly #limits: Limits;

  constructor(habits: Habits, stories: Stories, runs: RunBook, limits: Limits) {
    this.#habits = habits;
    this.#stories = stories;
    this.#runs = runs;
    this.#limits = limits;
  }

  turn(event: AuditEvent): void {
    if (event.sessionKey === undefined || event.trust === 'claimed') return;
    const entity = this.#habits.of(event);
    this.#habits.begin(entity, event, mayTeach(entity, event));
    this.#runs.turn(entity, event);
  }

  call(event: Execution, tool: string): void {
    const entity = this.#habits.of(event);
    const counts = isUse(entity, event);
    const values = valuesOf(event);
    const habit = counts ? this.#habitSigns(entity, event, tool) : none;
    const run = this.#runs.see(entity, event, tool, {
      counts,
      teaches: mayTeach(entity, event),
      values,
      updated: wasUpdated(this.#habits.wider(event.gateway, entity).all[1], event.time),
    });
    const session = sessionOf(event);
    if (isRefused(event)) this.#stories.refuse(session, event);
    if (event.outcome === 'ok') this.#stories.ran(session, event);
    const refusal = isRefused(event) ? denials(entity, event, tool, this.#limits) : undefined;
    const said = isWatched(entity, event, this.#limits)
      ? this.#otherSigns(entity, event, tool, values)
      : none;
    if (habit.length + said.length === 0 && !refusal && !run) return;
    const signs = [...habit, ...said, ...(refusal ? [refusal.sign] : []), ...(run ? [run] : [])];
    const flagged = this.#stories.tell(session, event, signs, refusal?.before);
    if (flagged) flag(entity, session, event.time + this.#limits.gap);
  }

  /** The path of every ordinary call: it must stay cheap. */
  #habitSigns(entity: Entity, event: Execution, tool: string): readonly Sign[] {
    const { time } = event;
    const teaches = mayTeach(entity, event);
    this.#habits.begin(entity, event, teaches);
    const group = toolGroup(tool);
    entity.groups[group] ??= newActivity();
    const activity = entity.groups[group];
    const ended = countCall(activity, time, this.#limits.window, teaches);
    if (ended > 0) this.#learnSpan(entity, event, group, ended);
    const { all } = this.#habits.wider(event.gateway, entity);
    const busy = oddHour(all[0], time);
    const { calls } = this.#limits;
    const isUsual = activity.total <= calls && activity.inRun <= calls && isSettled(entity, tool, time);
    const signs = isUsual ? none : this.#unusual(entity, event, tool, group, activity);
    return busy ? [...signs, busy] : signs;
  }

  #unusual(
    entity: Entity,
    event: Execution,
    tool: string,
    group: ToolGroup,
    activity: Activity,
  ): readonly Sign[] {
    const { time } = event;
    const { all } = this.#habits.wider(event.gateway, entity);
    const circle = { entity, agent: all[0], gateway: all[1] };
    const first = firstUse(circle, tool, time, this.#limits.history);
    const many = burst(circle, group, activity, this.#limits, time);
    if (mayTeach(entity, event)) noteUse(entity, all, tool, time, first);
    return [first, many].filter((sign) => sign !== undefined);
  }

  #learnSpan(entity: Entity, { gateway, time }: Execution, group: ToolGroup, peak: number): void {
    for (const peers of this.#habits.wider(gateway, entity).all) learnPeak(peers, group, 'spans', peak, time);
  }

  #otherSigns(
    entity: Entity,
    event: Execution,
    tool: string,
    values: readonly ArgumentValue[],
  ): readonly Sign[] {
    const done = event.outcome === 'ok' ? deniedThenDone(entity, tool, event.time, this.#limits) : undefined;
    const words = signsInWords(entity, event, tool, this.#limits);
    const sequence = signsInSequence(entity, event, tool, values, this.#limits.window);
    const deeds = [...words, ...sequence].map((sign) => asDeed(sign, event.callId, isRefused(event)));
    return done ? [...deeds, done] : deeds;
  }
}

/** A call that was let through, counted once. Of unnamed sessions nobody knows the habits. */
function isUse(entity: Entity, event: Execution): boolean {
  return isFirst(event) && !isRefused(event) && entity.name !== unattributed && !isWaiting(event);
}

function isFirst({ first, phase }: Execution): boolean {
  return first ?? phase === 'start';
}

function mayTeach(entity: Entity, event: AuditEvent): boolean {
  if (event.trust === 'claimed') return false;
  return entity.flagged.length === 0 || !isBeingFlagged(entity, sessionOf(event), event.time);
}

/** Arguments are always read; other calls only for a while after a secret or a refusal. */
function isWatched(
  { secrets, denials }: Entity,
  { args, time }: Execution,
  { gap, window }: Limits,
): boolean {
  if (args !== undefined) return true;
  const secret = secrets.at(-1);
  const denial = denials.at(-1);
  return (
    (secret !== undefined && time - secret.time <= gap) ||
    (denial !== undefined && time - denial.time < window)
  );
}

/** Looking whether a long command is done is no command. */
function isWaiting({ tool, args }: Execution): boolean {
  if (tool !== 'process' || typeof args !== 'object' || args === null || !('action' in args)) return false;
  return args.action === 'poll' || args.action === 'log' || args.action === 'list';
}
