import type { AuditEvent } from '../../../src/detector-kit/index.ts';
import type { Entity } from '../entity.ts';
import type { Sign } from '../sign.ts';

/** A secret was read and then something that can carry it out was called; within one call, when it does both. */
export function secretThenOutbound(
  entity: Entity,
  { time, runId, callId }: AuditEvent<'toolExecution'>,
  tool: string,
  window: number,
  withinOne: boolean,
): Sign | undefined {
  const read = entity.secrets.findLast((secret) => {
    if (secret.failed || (secret.run !== runId && time - secret.time >= window)) return false;
    const isSelf = callId === undefined ? secret.time === time : secret.callId === callId;
    return isSelf ? withinOne && secret.label !== 'cloud metadata' : true;
  });
  if (read === undefined) return undefined;
  return {
    rule: 'secret-then-outbound',
    subject: tool,
    severity: read.weak ? 'medium' : 'high',
    text: `called ${tool} after it read ${read.path}`,
    seen: 1,
    threshold: 0,
  };
}
