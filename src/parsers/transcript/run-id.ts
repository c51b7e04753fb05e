import type { JsonObject } from '../../model/json.ts';
import { objectIn, textIn } from '../json-object.ts';

/** Newer gateways note the run beside the message; of a user's message it stands in its key. */
export function runIdOf(message: JsonObject): string | undefined {
  const noted = textIn(objectIn(message, '__openclaw'), 'runId');
  if (noted !== undefined) return noted;
  const key = message.role === 'user' ? textIn(message, 'idempotencyKey') : undefined;
  return key?.endsWith(':user') === true ? key.slice(0, -':user'.length) : undefined;
}
