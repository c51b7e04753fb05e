import type { Entity } from './entity.ts';
import { kindOf } from './kinds.ts';
import { learnUse, type Peers } from './peers.ts';
import { isFlagged, type Sign } from './sign.ts';

const day = 86_400_000;

/** True when there is nothing to remember: the power was used in this run before. */
export function isSettled({ uses, run }: Entity, tool: string, time: number): boolean {
  const kind = kindOf(tool);
  const use = kind && uses[kind];
  return kind === undefined || (use !== undefined && use.run === run && use.day === Math.floor(time / day));
}

/** Remembers a use; what is reported teaches nobody else. */
export function noteUse(
  entity: Entity,
  wider: readonly Peers[],
  tool: string,
  time: number,
  sign: Sign | undefined,
): void {
  const kind = kindOf(tool);
  if (kind === undefined) return;
  const today = Math.floor(time / day);
  entity.uses[kind] ??= {
    days: 0,
    day: Number.MIN_SAFE_INTEGER,
    run: '',
    told: sign !== undefined && isFlagged(sign.severity),
  };
  const use = entity.uses[kind];
  if (use.day !== today) use.days++;
  const another = use.run !== entity.run;
  use.day = today;
  use.run = entity.run;
  if (another && !use.told) for (const peers of wider) learnUse(peers, kind, entity.name, time);
}
