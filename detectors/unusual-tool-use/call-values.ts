import {
  type ArgumentValue,
  type AuditEvent,
  argumentValues,
  parseSessionKey,
} from '../../src/detector-kit/index.ts';

const none: readonly ArgumentValue[] = [];

/** What a call names. Words that a hook brings are a stranger's, not a user's. */
export function valuesOf({
  sessionKey = '',
  args,
  origins,
}: AuditEvent<'toolExecution'>): readonly ArgumentValue[] {
  if (args === undefined) return none;
  const values = argumentValues(args, origins);
  if (origins === undefined || parseSessionKey(sessionKey).kind !== 'hook') return values;
  return values.map((value) => (value.origin === 'user' ? { ...value, origin: 'result' } : value));
}
