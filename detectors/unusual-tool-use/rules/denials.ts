import {
  type AuditEvent,
  clamp,
  formatDuration,
  type Json,
  sessionAction,
  toolGroup,
} from '../../../src/detector-kit/index.ts';
import type { Denial, Entity } from '../entity.ts';
import type { Limits } from '../limits.ts';
import type { Sign } from '../sign.ts';

type Execution = AuditEvent<'toolExecution'>;

const mostDenials = 20;
/** Session visibility, approvals and blocked addresses are told by others, or are how things work. */
const notPolicy = ['visibility', 'agent to agent', 'approval', 'exec denied', 'blocked address'];
const removed = ['unknown tool', 'does not exist', 'tool policy'];

export function isRefused({ outcome }: Execution): boolean {
  return outcome === 'denied' || outcome === 'blocked';
}

/** So many calls refused by tool policy within the window. Returns the sign, and the refused calls not yet told. */
export function denials(
  entity: Entity,
  event: Execution,
  tool: string,
  limits: Limits,
): { readonly sign: Sign; readonly before: readonly AuditEvent[] } | undefined {
  if (!isPolicy(event, tool) || !remember(entity, event, tool, limits)) return undefined;
  const count = entity.denials.length;
  if (count < limits.denials) return undefined;
  const before = entity.denials.flatMap((denial) => takeEvent(denial) ?? []).slice(0, -1);
  const tools = [...new Set(entity.denials.map((denial) => clamp(denial.tool, 40)))].slice(0, 5).join(', ');
  const sign: Sign = {
    rule: 'denials',
    subject: '',
    severity: 'medium',
    text: `was refused ${count} calls by tool policy in ${formatDuration(limits.window)} (${tools})`,
    seen: count,
    threshold: limits.denials,
    windowMs: limits.window,
    conditions: [...new Set(entity.denials.map((denial) => `denials: ${clamp(denial.tool, 40)}`))],
  };
  return { sign, before };
}

/** A name that no gateway has is the model's slip, not a refusal. */
export function isPolicy({ orphan, reason = '' }: Execution, tool: string): boolean {
  if (notPolicy.some((word) => reason.includes(word))) return false;
  const gone = orphan === true || removed.some((word) => reason.includes(word));
  if (gone) return toolGroup(tool) !== 'other';
  return sessionAction(tool) === undefined && toolGroup(tool) !== 'sessions';
}

/** False when it is another telling of a call that was counted. */
function remember(entity: Entity, event: Execution, tool: string, { window, denials }: Limits): boolean {
  const callId = event.callId ?? null;
  if (callId !== null && entity.denials.some((denial) => denial.callId === callId)) return false;
  const recent = entity.denials.filter(({ time }) => event.time - time < window);
  const most = Math.max(mostDenials, denials);
  entity.denials = [
    ...recent.slice(1 - most),
    { time: event.time, tool, callId, event: event as unknown as Json },
  ];
  return true;
}

function takeEvent(denial: Denial): AuditEvent | undefined {
  const { event } = denial;
  denial.event = null;
  return event === null ? undefined : (event as unknown as AuditEvent);
}
