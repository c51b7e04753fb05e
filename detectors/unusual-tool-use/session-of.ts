import { type AuditEvent, parseSessionKey } from '../../src/detector-kit/index.ts';
import { unattributed } from './habits.ts';

/** What a finding is about. An HTTP caller without a name has a fresh key for each request: they are one. */
export function sessionOf({ sessionKey }: AuditEvent): string {
  if (sessionKey === undefined) return unattributed;
  const { kind, classKey } = parseSessionKey(sessionKey);
  return kind === 'http' ? classKey : sessionKey;
}
