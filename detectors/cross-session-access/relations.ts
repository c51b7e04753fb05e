import { type AuditEvent, isChat, parseSessionKey, principalOf } from '../../src/detector-kit/index.ts';
import type { Families } from './families.ts';

type Access = AuditEvent<'sessionAccess'>;

/** Given by an id or a label that nothing in the evidence resolves, a target may be anybody's. */
export function isNamed(target: string | undefined): target is string {
  return target !== undefined && !/^(?:id|label):/.test(target);
}

/** The same session, a thread or topic of it, or the same person or room under another account of one agent. */
export function isOwn(initiator: string, target: string): boolean {
  const [from, to] = [parseSessionKey(initiator), parseSessionKey(target)];
  if (from.base === to.base) return true;
  return from.agentId === to.agentId && isChat(from.kind) && principalOf(initiator) === principalOf(target);
}

/** Another principal's, and neither an ancestor nor a descendant. */
export function isForeign(
  families: Families,
  { gateway, sessionKey = '', targetSessionKey }: Access,
): boolean {
  if (!isNamed(targetSessionKey) || isOwn(sessionKey, targetSessionKey)) return false;
  return !families.related(gateway, sessionKey, targetSessionKey);
}

export function crossesAgents({ sessionKey = '', targetSessionKey = '' }: Access): boolean {
  return parseSessionKey(sessionKey).agentId !== parseSessionKey(targetSessionKey).agentId;
}
