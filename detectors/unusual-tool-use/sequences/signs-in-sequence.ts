import {
  type ArgumentValue,
  type AuditEvent,
  type Step,
  stepsOf,
  toolGroup,
  wordsOf,
} from '../../../src/detector-kit/index.ts';
import type { Entity } from '../entity.ts';
import { isRefused } from '../rules/denials.ts';
import type { Sign } from '../sign.ts';
import { deniedInAnotherForm } from './denied-in-another-form.ts';
import { downloadThenRun } from './download-then-run.ts';
import { installThenRun } from './install-then-run.ts';
import { keepTrail, trailOf } from './trail.ts';

/** Calls that are harmless one by one. */
export function signsInSequence(
  entity: Entity,
  event: AuditEvent<'toolExecution'>,
  tool: string,
  values: readonly ArgumentValue[],
  window: number,
): readonly Sign[] {
  if (event.args === undefined && !isRefused(event)) return [];
  const trail = trailOf(entity, event, window);
  const steps = isRefused(event) ? [] : stepsIn(event, tool);
  const signs = [
    downloadThenRun(trail, steps),
    installThenRun(trail, steps),
    deniedInAnotherForm(trail, event, tool, values),
  ];
  keepTrail(entity, trail);
  return signs.filter((sign) => sign !== undefined);
}

function stepsIn({ args }: AuditEvent<'toolExecution'>, tool: string): readonly Step[] {
  if (args === undefined || toolGroup(tool) !== 'runtime') return [];
  return wordsOf(args).commands.flatMap((command) => stepsOf(command));
}
