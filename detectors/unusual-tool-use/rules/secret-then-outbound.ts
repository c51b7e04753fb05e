import { type AuditEvent, cloudMetadata } from '../../../src/detector-kit/index.ts';
import type { Entity, SecretRead } from '../entity.ts';
import type { Sign } from '../sign.ts';

export interface WayOut {
  readonly window: number;
  /** A command, which can read and send at once. */
  readonly isLine: boolean;
  /** It hands over data, not only asks for some: enough for what ordinary work reads as well. */
  readonly sends: boolean;
}

/** A secret was read and then something that can carry it out was called; within one call, when it does both. */
export function secretThenOutbound(
  entity: Entity,
  event: AuditEvent<'toolExecution'>,
  tool: string,
  out: WayOut,
): Sign | undefined {
  const read = entity.secrets.findLast(
    (secret) => isNear(secret, event, out.window) && canLeave(secret, event, out),
  );
  if (read === undefined) return undefined;
  return {
    rule: 'secret-then-outbound',
    subject: tool,
    severity: read.weak ? 'medium' : 'high',
    text: `called ${tool} after it read ${read.path}`,
    seen: 1,
    threshold: 1,
  };
}

function isNear(secret: SecretRead, { time, runId }: AuditEvent, window: number): boolean {
  return secret.run === runId || time - secret.time < window;
}

function canLeave(
  { failed, weak, label, time, callId }: SecretRead,
  event: AuditEvent<'toolExecution'>,
  { isLine, sends }: WayOut,
): boolean {
  if (failed || (weak && !sends)) return false;
  const isSelf = event.callId === undefined ? time === event.time : callId === event.callId;
  return !isSelf || (isLine && label !== cloudMetadata);
}
