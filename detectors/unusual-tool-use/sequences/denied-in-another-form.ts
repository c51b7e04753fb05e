import { type ArgumentValue, type AuditEvent, clamp } from '../../../src/detector-kit/index.ts';
import { isPolicy, isRefused } from '../rules/denials.ts';
import type { Sign } from '../sign.ts';
import type { Trail } from './trail.ts';

const mostTargets = 4;
const longest = 60;

/** What tool policy refused one tool, another goes for: both name the same file, host, address or identifier. */
export function deniedInAnotherForm(
  trail: Trail,
  event: AuditEvent<'toolExecution'>,
  tool: string,
  values: readonly ArgumentValue[],
): Sign | undefined {
  const targets = values.filter(({ kind }) => kind !== 'name').map(({ value }) => clamp(value, longest));
  if (isRefused(event)) {
    if (isPolicy(event, tool)) trail.refused.push(...refusedBy(trail, event, tool, targets));
    return undefined;
  }
  if (targets.length === 0) return undefined;
  const { callId } = event;
  if (callId !== undefined) trail.asked.push({ callId, targets: targets.slice(0, mostTargets) });
  const before = trail.refused.find((refused) => refused.tool !== tool && targets.includes(refused.target));
  return before && signOf(before.target, before.tool, tool);
}

/** A refusal comes with its arguments, or after a start that had them. */
function refusedBy(
  trail: Trail,
  { callId }: AuditEvent<'toolExecution'>,
  tool: string,
  targets: readonly string[],
): Trail['refused'] {
  const asked = callId === undefined ? undefined : trail.asked.find((call) => call.callId === callId);
  return [...targets, ...(asked?.targets ?? [])].map((target) => ({ target, tool }));
}

function signOf(target: string, refused: string, tool: string): Sign {
  return {
    rule: 'denied-in-another-form',
    subject: tool,
    severity: 'medium',
    text: `went for ${target} with ${clamp(tool, 40)} after ${clamp(refused, 40)} was refused it`,
    seen: null,
    threshold: null,
  };
}
