import { type AuditEvent, parseSessionKey } from '../../src/detector-kit/index.ts';
import type { Families } from './families.ts';

const freshKeys: ReadonlySet<string> = new Set(['subagent', 'hook', 'cron', 'http']);

/** Whose case it is: the session at the root of the tree; of keys that are fresh each time, their class. */
export function whoOf(families: Families, { gateway, sessionKey = '' }: AuditEvent): string {
  const root = families.rootOf(gateway, sessionKey);
  const { kind, base, classKey } = parseSessionKey(root);
  return freshKeys.has(kind) ? classKey : base;
}
