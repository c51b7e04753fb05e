import {
  type AuditEvent,
  type Secret,
  type Step,
  secretAt,
  secretsIn,
  stepsOf,
  type ToolGroup,
  toolGroup,
  type Words,
  wordsOf,
} from '../../src/detector-kit/index.ts';
import type { Entity } from './entity.ts';
import type { Limits } from './limits.ts';
import { isOutbound, sends } from './outbound.ts';
import { dangerousCommand } from './rules/dangerous-command.ts';
import { hostSurvey } from './rules/host-survey.ts';
import { noteFailure, secretPath } from './rules/secret-path.ts';
import { secretThenOutbound } from './rules/secret-then-outbound.ts';
import type { Sign } from './sign.ts';

type Execution = AuditEvent<'toolExecution'>;

const mostJudged = 32;
const nothing: Words = { paths: [], commands: [] };

/** What the arguments of a call give away, each call once. */
export function signsInWords(
  entity: Entity,
  event: Execution,
  tool: string,
  { window, gap }: Limits,
): readonly Sign[] {
  if (event.phase === 'end') noteFailure(entity, event);
  if (event.args === undefined && event.first === false) return [];
  const group = toolGroup(tool);
  const words = event.args === undefined ? nothing : wordsOf(event.args);
  const lines = group === 'runtime' ? words.commands.map((command) => stepsOf(command)) : [];
  const steps = lines.flat();
  const found = secretsOf(group, words, steps);
  const outbound = isOutbound(tool, group, steps);
  const signs = [
    ...dangerousCommand(group, words, lines),
    hostSurvey(entity, steps, event.time, window),
    secretPath(entity, found, event, gap),
    outbound &&
      secretThenOutbound(entity, event, tool, { window, isLine: steps.length > 0, sends: sends(steps) }),
  ].filter((sign) => typeof sign === 'object');
  return signs.length > 0 && wasJudged(entity, event) ? [] : signs;
}

function secretsOf(group: ToolGroup, { paths }: Words, steps: readonly Step[]): readonly Secret[] {
  if (group === 'runtime') return secretsIn(steps);
  return group === 'fs-write' ? [] : paths.flatMap((path) => secretAt(path) ?? []);
}

/** Notes the call; true when another source has told of its arguments before. */
function wasJudged(entity: Entity, { callId }: Execution): boolean {
  if (callId === undefined) return false;
  if (entity.judged.includes(callId)) return true;
  entity.judged.push(callId);
  if (entity.judged.length > mostJudged) entity.judged.shift();
  return false;
}
