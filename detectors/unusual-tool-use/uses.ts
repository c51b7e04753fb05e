import { dayOf, isAlert, noPeriods, withPeriod } from '../../src/detector-kit/index.ts';
import type { Entity } from './entity.ts';
import { kindOf } from './kinds.ts';
import { learnUse, type Peers } from './peers.ts';
import type { Sign } from './sign.ts';

/** True when there is nothing to remember: the power was used in this run before. */
export function isSettled({ uses, run }: Entity, tool: string, time: number): boolean {
  const kind = kindOf(tool);
  const use = kind && uses[kind];
  return kind === undefined || (use !== undefined && use.run === run && use.days.last === dayOf(time));
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
  const told = sign !== undefined && isAlert(sign.severity);
  entity.uses[kind] ??= { days: noPeriods, run: '', told };
  const use = entity.uses[kind];
  const another = use.run !== entity.run;
  use.days = withPeriod(use.days, dayOf(time));
  use.run = entity.run;
  if (another && !use.told) for (const peers of wider) learnUse(peers, kind, entity.name, time);
}
