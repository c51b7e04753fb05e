import { type Json, minute, type Periods, type ToolGroup } from '../../src/detector-kit/index.ts';
import type { Activity } from './activity.ts';
import type { Kind } from './kinds.ts';
import type { Trail } from './sequences/trail.ts';

/** One power in the hands of one entity. */
export type Use = {
  days: Periods;
  run: string;
  /** Its first use was reported; three days later it is a habit. */
  told: boolean;
};

/** A refused call, kept until the window is over, so that the third can show the first two. */
export type Denial = {
  readonly time: number;
  readonly tool: string;
  readonly callId: string | null;
  event: Json;
};

export type SecretRead = {
  readonly label: string;
  readonly path: string;
  readonly weak: boolean;
  readonly time: number;
  readonly run: string;
  readonly callId: string | null;
  failed: boolean;
};

/** What is remembered of a conversation, a job, a class of fresh sessions. */
export type Entity = {
  readonly name: string;
  readonly agentId: string;
  runs: number;
  run: string;
  /** Last run ids; empty when the evidence names none. */
  runIds: string[];
  runAt: number;
  /** Turns were seen, so that they tell the runs. */
  turns: boolean;
  calledAt: number;
  groups: { [G in ToolGroup]?: Activity };
  uses: { [K in Kind]?: Use };
  denials: Denial[];
  secrets: SecretRead[];
  /** What was asked about the machine, and when. */
  asked?: readonly (readonly [question: string, time: number])[];
  /** Calls whose arguments were told, newest last. */
  judged: string[];
  /** Flagged sessions and until when nothing of them is learned. */
  flagged: [string, number][];
  trail?: Trail;
};

const mostRunIds = 8;
const mostFlagged = 8;

export function newEntity(name: string, agentId: string): Entity {
  const never = Number.MIN_SAFE_INTEGER;
  return {
    name,
    agentId,
    runs: 0,
    run: '',
    runIds: [],
    runAt: never,
    turns: false,
    calledAt: never,
    groups: {},
    uses: {},
    denials: [],
    secrets: [],
    judged: [],
    flagged: [],
  };
}

/** True when this is a run that was not seen yet. `turn`: somebody talked to the session. */
export function startsRun(entity: Entity, time: number, runId: string | undefined, turn: boolean): boolean {
  if (runId !== undefined) return startsNamed(entity, time, runId);
  if (entity.runIds.length > 0) return false;
  return turn ? startsTurn(entity, time) : followsPause(entity, time);
}

function startsNamed(entity: Entity, time: number, runId: string): boolean {
  if (entity.run === runId) return false;
  entity.run = runId;
  if (entity.runIds.includes(runId)) return false;
  entity.runIds.push(runId);
  if (entity.runIds.length > mostRunIds) entity.runIds.shift();
  // The turn that began it was counted when it had no id yet.
  const counted = entity.runIds.length === 1 && time - entity.runAt < minute;
  entity.runAt = time;
  return !counted;
}

/** Without run ids a turn is a run; its several records lie close together. */
function startsTurn(entity: Entity, time: number): boolean {
  entity.turns = true;
  return time - entity.runAt >= 1000 && begin(entity, time);
}

/** Without turns either, a pause of five minutes ends a run. */
function followsPause(entity: Entity, time: number): boolean {
  if (entity.turns) return false;
  const paused = time - entity.calledAt > 5 * minute;
  entity.calledAt = time;
  return paused && begin(entity, time);
}

function begin(entity: Entity, time: number): boolean {
  entity.runAt = time;
  entity.run = `turn ${time}`;
  return true;
}

export function isBeingFlagged(entity: Entity, session: string, time: number): boolean {
  if (entity.flagged.length === 0) return false;
  return entity.flagged.some(([name, until]) => name === session && time <= until);
}

export function flag(entity: Entity, session: string, until: number): void {
  const others = entity.flagged.filter(([name]) => name !== session).slice(1 - mostFlagged);
  entity.flagged = [...others, [session, until]];
}
